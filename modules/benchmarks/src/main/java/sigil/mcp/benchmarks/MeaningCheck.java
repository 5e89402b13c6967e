package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import sigil.code.index.ChunkHit;
import sigil.code.index.ChunkIndex;
import sigil.code.index.ChunkQuery;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.ChunkedFile;
import sigil.code.index.FileKind;
import sigil.code.index.Stamp;
import sigil.code.search.Chunks;
import sigil.code.search.MeaningOrder;
import sigil.code.search.MeaningTerms;
import sigil.code.search.Words;
import sigil.code.symbols.CodeLanguage;
import sigil.code.symbols.CodeText;

/**
 * How well a description finds the class that it describes: the first sentence of a class's Javadoc is the query, all comments are taken out of the
 * files, and the file of the class is looked for among all files.
 */
public final class MeaningCheck {

    private static final int SENTENCES = 500;
    private static final int LEAST_WORDS = 5;
    private static final int LOOKED_AT = 10;
    /** Several places of a file count once. */
    private static final int PLACES = 20;
    private static final Pattern DOCUMENTED = Pattern.compile("(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[A-Z][\\w.]*(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s*)*"
            + "(?:(?:public|protected|abstract|final|sealed|non-sealed|strictfp)\\s+)*(?:class|interface|enum|record|@interface)\\s+(\\w+)");

    record Question(String sentence, String path) {
    }

    record Source(String path, String stripped) {
    }

    private record Way(String name, Chunks chunks, Function<String, ChunkQuery> query) {
    }

    private MeaningCheck() {
    }

    /**
     * Measures.
     *
     * @param arguments a directory of Java sources, and how many sentences to take, by default 500
     * @throws IOException          if it cannot be read
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = Path.of(arguments[0]);
        int sentences = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SENTENCES;
        var sources = new ArrayList<Source>();
        var questions = new ArrayList<Question>();
        long bytes = 0;
        List<Path> files;
        try (var all = Files.walk(root)) {
            files = all.filter(path -> path.toString().endsWith(".java")).sorted(Comparator.comparing(Path::toString)).toList();
        }
        for (var file : files) {
            var text = Files.readString(file);
            var path = root.relativize(file).toString();
            var stripped = stripped(text);
            bytes += stripped.length();
            sources.add(new Source(path, stripped));
            question(path, text, questions);
        }
        Collections.shuffle(questions, new Random(500));
        var asked = questions.subList(0, Math.min(sentences, questions.size()));
        System.out.printf(Locale.ROOT, "%d files, %.1f MB without comments; %d sentences of %d%n%n", sources.size(), bytes / 1e6, asked.size(), questions.size());
        System.out.println("| words | MRR@10 | R@1 | R@10 | query p50 | index | build |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (var way : List.of(new Way("plain words", new Chunks(Words.PLAIN, false), plain(Words.PLAIN)),
                new Way("split", new Chunks(Words.SPLIT, false), plain(Words.SPLIT)),
                new Way("split, stemmed", new Chunks(Words.STEMMED, false), plain(Words.STEMMED)),
                new Way("split, stemmed, name and path", new Chunks(Words.STEMMED, true), plain(Words.STEMMED)),
                new Way("that, synonyms and joined words", new Chunks(Words.STEMMED, true), sentence -> MeaningTerms.query(sentence, List.of(), path -> true)))) {
            measure(way, sources, asked);
        }
        MeaningAnswers.measure(sources, asked);
    }

    private static Function<String, ChunkQuery> plain(Words words) {
        return sentence -> new ChunkQuery(List.copyOf(new HashSet<>(words.of(sentence))).stream().map(word -> new ChunkQuery.Term(word, List.of(), 1)).toList(),
                List.of(), path -> true, MeaningTerms.query("", List.of(), path -> true).weights());
    }

    private static String stripped(String text) {
        var code = CodeText.of(CodeLanguage.JAVA, text);
        var out = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (code.at(i) == CodeText.Part.COMMENT && text.charAt(i) != '\n') {
                out.setCharAt(i, ' ');
            }
        }
        return out.toString();
    }

    private static void question(String path, String text, List<Question> questions) {
        var name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
        var documented = DOCUMENTED.matcher(text);
        while (documented.find()) {
            if (documented.group(2).equals(name)) {
                var sentence = sentence(documented.group(1));
                if (!sentence.contains(name) && new HashSet<>(Words.STEMMED.of(sentence)).size() >= LEAST_WORDS) {
                    questions.add(new Question(sentence, path));
                }
                return;
            }
        }
    }

    /** The first sentence, without markup. */
    private static String sentence(String comment) {
        var text = comment.replaceAll("(?m)^\\s*\\*", " ").replaceAll("\\{@\\w+\\s+([^}]*)\\}", "$1").replaceAll("<[^>]*>", " ")
                .replaceAll("(?s)\\s@(author|param|since|see|version|deprecated|apiNote|implSpec|implNote)\\b.*", "").replaceAll("\\s+", " ").strip();
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }

    private static void measure(Way way, List<Source> sources, List<Question> asked) throws IOException {
        var directory = Files.createTempDirectory("meaning");
        long begin = System.nanoTime();
        try (var index = ChunkIndex.open(directory, "check")) {
            for (var source : sources) {
                var cut = way.chunks().of(source.path(), source.stripped());
                index.put(new ChunkedFile("r", source.path(), new Stamp(1, 1, 1), FileKind.TEXT, cut.definitions(), cut.chunks()));
            }
            index.save();
            index.publish();
            double seconds = (System.nanoTime() - begin) / 1e9;
            try (var snapshot = index.snapshot()) {
                asked.stream().limit(100).forEach(question -> rank(way, snapshot, question));
                row(way.name(), asked, question -> rank(way, snapshot, question), index.sizeBytes(), seconds);
            }
        } finally {
            delete(directory);
        }
    }

    /** Asks all questions and prints a row; {@code rank} answers from 1, or 0 for what is not among the first ten. */
    static void row(String name, List<Question> asked, ToIntFunction<Question> rank, long bytes, double seconds) {
        var nanos = new ArrayList<Long>();
        double reciprocal = 0;
        int first = 0;
        int found = 0;
        for (var question : asked) {
            long at = System.nanoTime();
            int at10 = rank.applyAsInt(question);
            nanos.add(System.nanoTime() - at);
            reciprocal += at10 == 0 ? 0 : 1.0 / at10;
            first += at10 == 1 ? 1 : 0;
            found += at10 > 0 ? 1 : 0;
        }
        Collections.sort(nanos);
        System.out.printf(Locale.ROOT, "| %s | %.3f | %.3f | %.3f | %.1f ms | %.1f MB | %.1f s |%n", name, reciprocal / asked.size(),
                (double) first / asked.size(), (double) found / asked.size(), nanos.get(nanos.size() / 2) / 1e6, bytes / 1e6, seconds);
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Where the file stands among the files found, from 1; 0 if it is not among the first ten. */
    private static int rank(Way way, ChunkSnapshot snapshot, Question question) {
        var files = MeaningOrder.best(snapshot, way.query().apply(question.sentence()), PLACES).stream().map(ChunkHit::path).distinct().limit(LOOKED_AT).toList();
        return files.indexOf(question.path()) + 1;
    }
}
