package sigil.mcp.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.code.symbols.CodeLanguage;
import sigil.code.symbols.Outline;
import sigil.code.symbols.Symbol;

/**
 * Holds the built-in outlines against those of universal-ctags. A symbol is found if both say that this name is defined in this line, as something of the
 * same group: a type, something that is called, something that holds a value.
 */
final class SymbolRecall {

    /**
     * A language, what both sides mean by its symbols, and the least recall.
     *
     * <p>The kinds are those of ctags, with the groups of ours that they may be: t type, f function, v value. Left out are what ctags knows beyond
     * definitions (imports, packages, files) and the blocks of {@code impl} in Rust.
     */
    enum Measured {
        JAVA(CodeLanguage.JAVA, "Java", ".java", 0.95, Map.of("class", "t", "interface", "t", "enum", "t", "annotation", "t", "method", "ft", "field", "v",
                "enumConstant", "v")),
        PYTHON(CodeLanguage.PYTHON, "Python", ".py", 0.9, Map.of("class", "t", "function", "f", "member", "f", "variable", "v")),
        GO(CodeLanguage.GO, "Go", ".go", 0.9, Map.of("func", "f", "methodSpec", "f", "struct", "t", "interface", "t", "type", "t", "talias", "t", "const", "v",
                "var", "v", "member", "v", "anonMember", "v")),
        RUST(CodeLanguage.RUST, "Rust", ".rs", 0.9, Map.ofEntries(Map.entry("function", "f"), Map.entry("method", "f"), Map.entry("struct", "t"),
                Map.entry("interface", "t"), Map.entry("enum", "t"), Map.entry("typedef", "t"), Map.entry("module", "t"), Map.entry("variable", "v"),
                Map.entry("macro", "f"), Map.entry("field", "v"), Map.entry("enumerator", "v"))),
        TYPESCRIPT(CodeLanguage.TYPESCRIPT, "TypeScript", ".ts", 0.9, Map.ofEntries(Map.entry("function", "f"), Map.entry("generator", "f"),
                Map.entry("method", "fv"), Map.entry("class", "t"), Map.entry("interface", "t"), Map.entry("enum", "t"), Map.entry("alias", "t"),
                Map.entry("namespace", "t"), Map.entry("enumerator", "v"), Map.entry("property", "fv"), Map.entry("variable", "fv"),
                Map.entry("constant", "fv"))),
        C(CodeLanguage.C, "C", ".c", 0.9, Map.of("macro", "f", "function", "f", "struct", "t", "union", "t", "enum", "t", "typedef", "t", "enumerator", "v",
                "member", "v", "variable", "v"));

        private final CodeLanguage language;
        private final String ctags;
        private final String ending;
        private final double required;
        private final Map<String, String> kinds;

        Measured(CodeLanguage language, String ctags, String ending, double required, Map<String, String> kinds) {
            this.language = language;
            this.ctags = ctags;
            this.ending = ending;
            this.required = required;
            this.kinds = kinds;
        }

        /** The directory of its sources. */
        String directory() {
            return ctags.toLowerCase(Locale.ROOT);
        }

        double required() {
            return required;
        }

        /** Variables of functions are no symbols; ctags reports those of TypeScript, which are told by their indentation. */
        private boolean local(String kind, String line) {
            return this == TYPESCRIPT && (kind.equals("constant") || kind.equals("variable")) && !TOP_LEVEL.matcher(line).lookingAt();
        }
    }

    private static final Pattern TOP_LEVEL = Pattern.compile("(export|declare|const|let|var)\\b");

    /** What both sides call a symbol. */
    private record Key(String name, int line) {
    }

    /**
     * What was found in the files of a language.
     *
     * @param files     looked at
     * @param bytes     of them
     * @param reference symbols of ctags
     * @param found     of them, by the built-in rules
     * @param built     symbols of the built-in rules
     * @param right     of them, known to ctags
     * @param nanos     the built-in rules took
     */
    record Score(Measured language, int files, long bytes, int reference, int found, int built, int right, long nanos) {

        double recall() {
            return reference == 0 ? 0 : (double) found / reference;
        }

        double precision() {
            return built == 0 ? 0 : (double) right / built;
        }

        boolean enough() {
            return recall() >= language.required;
        }

        String row() {
            return String.format("| %s | %,d | %.1f | %,d | %.3f | %.2f | %.3f | %.1f |", language.language.label(), files, bytes / 1e6, reference, recall(),
                    language.required, precision(), bytes * 1e3 / nanos);
        }
    }

    static final String HEAD = """
            | language | files | MB | symbols of ctags | recall | goal | precision | MB/s |
            |---|---:|---:|---:|---:|---:|---:|---:|""";

    private SymbolRecall() {
    }

    /** {@code SymbolRecall DIRECTORY [show LANGUAGE]}: a directory with a directory for each language; {@code show} lists what differs. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        boolean enough = true;
        System.out.println(HEAD);
        for (Measured language : Measured.values()) {
            boolean show = arguments.length > 2 && arguments[2].equalsIgnoreCase(language.name());
            if (arguments.length > 2 && !show) {
                continue;
            }
            Score score = measure(language, root.resolve(language.directory()), show);
            System.out.println(score.row());
            enough &= score.enough();
        }
        System.exit(enough ? 0 : 1);
    }

    static Score measure(Measured language, Path directory, boolean show) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(path -> path.toString().endsWith(language.ending)).filter(Files::isRegularFile)
                    .filter(path -> !path.toString().endsWith(".d.ts")).sorted().toList();
        }
        Map<String, Map<Key, String>> reference = ctags(language, files);
        int known = 0;
        int found = 0;
        int built = 0;
        int right = 0;
        long bytes = 0;
        long nanos = 0;
        int looked = 0;
        for (Path file : files) {
            String text = read(file);
            if (text.length() > Outline.LONGEST_TEXT) {
                continue;
            }
            looked++;
            bytes += text.length();
            long start = System.nanoTime();
            Outline outline = Outline.of(language.language, text);
            nanos += System.nanoTime() - start;
            Map<Key, Set<String>> ours = new HashMap<>();
            for (Symbol symbol : outline.symbols()) {
                ours.computeIfAbsent(new Key(symbol.name(), symbol.line()), key -> new HashSet<>()).add(switch (symbol.kind().group()) {
                    case TYPE -> "t";
                    case FUNCTION -> "f";
                    case FIELD -> "v";
                });
            }
            List<String> lines = text.lines().toList();
            Map<Key, String> theirs = new HashMap<>(reference.getOrDefault(file.toString(), Map.of()));
            theirs.entrySet().removeIf(tag -> language.local(tag.getValue(), lines.get(Math.min(tag.getKey().line(), lines.size()) - 1)));
            known += theirs.size();
            built += ours.size();
            for (Map.Entry<Key, String> tag : theirs.entrySet()) {
                if (agree(ours.get(tag.getKey()), language.kinds.get(tag.getValue()))) {
                    found++;
                } else if (show) {
                    System.out.println("- " + file + ":" + tag.getKey().line() + " " + tag.getValue() + " " + tag.getKey().name() + " " + ours.get(tag.getKey()));
                }
            }
            for (Map.Entry<Key, Set<String>> symbol : ours.entrySet()) {
                if (agree(symbol.getValue(), language.kinds.getOrDefault(theirs.getOrDefault(symbol.getKey(), ""), ""))) {
                    right++;
                } else if (show) {
                    System.out.println("+ " + file + ":" + symbol.getKey().line() + " " + symbol.getValue() + " " + symbol.getKey().name());
                }
            }
        }
        return new Score(language, looked, bytes, known, found, built, right, nanos);
    }

    private static boolean agree(Set<String> groups, String allowed) {
        return groups != null && groups.stream().anyMatch(allowed::contains);
    }

    private static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Map<String, Map<Key, String>> ctags(Measured language, List<Path> files) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ctags", "--options=NONE", "--sort=no", "--extras=+F", "--language-force=" + language.ctags, "-x",
                "--_xformat=%N\t%n\t%K\t%F", "-L", "-").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread.ofVirtual().start(() -> {
            try (var out = process.outputWriter()) {
                for (Path file : files) {
                    out.write(file + "\n");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        List<String> lines = new ArrayList<>();
        try (var in = process.inputReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(lines::add);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("ctags ended with " + process.exitValue());
        }
        return lines.stream().map(line -> line.split("\t", 4))
                .filter(tag -> tag.length == 4 && language.kinds.containsKey(tag[2]))
                .filter(tag -> !tag[0].startsWith("__anon"))
                .collect(Collectors.groupingBy(tag -> tag[3],
                        Collectors.toMap(tag -> new Key(tag[0], Integer.parseInt(tag[1])), tag -> tag[2], (one, other) -> one)));
    }
}
