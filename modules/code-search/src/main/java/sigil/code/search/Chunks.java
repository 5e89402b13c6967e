package sigil.code.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sigil.code.index.Chunk;
import sigil.code.index.ChunkField;
import sigil.code.index.ChunkSymbol;
import sigil.code.symbols.CodeLanguage;
import sigil.code.symbols.CodeText;
import sigil.code.symbols.Outline;
import sigil.code.symbols.Symbol;
import sigil.code.symbols.SymbolKind;

/**
 * Cuts a file into chunks: what defines something is one, with the comment above it and without what is defined in it and is a chunk itself.
 * Lines that belong to no definition, and files whose language is not understood, are cut into windows that overlap.
 */
public final class Chunks {

    /** Raised whenever the same file becomes other chunks or other words. */
    static final String VERSION = "3";

    private static final int WINDOW = 60;
    private static final int OVERLAP = 10;
    /** Longer bodies are cut. */
    private static final int LONGEST = 120;
    /** A document is read from its beginning; of data the beginning tells what it is. */
    private static final int MOST_WINDOWS = 40;
    /** A line that no person wrote. */
    private static final int LONGEST_LINE = 5_000;
    private static final int MOST_WORDS = 4_000;
    /** Of a chunk so much is made a vector: what models for this take for sure, which is 512 words and parts of words. */
    private static final int MOST_TEXT = 2_000;
    /** Of a path the last names tell most; the first ones are the same for all files. */
    private static final int PATH_NAMES = 4;
    private static final Pattern IMPORT = Pattern.compile("\\s*(import|package|using|use|#include|from\\s+\\S+\\s+import|\\*/?|/\\*+|//+|#)\\b.*");

    private final Words words;
    private final boolean names;

    /**
     * A way of cutting.
     *
     * @param words how text is read
     * @param names whether names and paths have fields of their own
     */
    public Chunks(Words words, boolean names) {
        this.words = words;
        this.names = names;
    }

    /** That of the search. */
    static Chunks standard() {
        return new Chunks(Words.STEMMED, true);
    }

    /**
     * A file in pieces.
     *
     * @param chunks      in no particular order
     * @param definitions names that are defined in it
     * @param texts       what there is to make a vector of, by the digests of the chunks
     */
    public record Cut(List<Chunk> chunks, List<String> definitions, Map<String, String> texts) {
    }

    /**
     * Cuts a file.
     *
     * @param path its path, which tells its language
     * @param text all of it
     * @return the pieces
     */
    public Cut of(String path, String text) {
        var ofFile = Map.of(ChunkField.PATH, path(path, PATH_NAMES), ChunkField.FILE, path(path, 1));
        var language = Languages.of(path).flatMap(CodeLanguage::labelled);
        if (language.isEmpty() || text.length() > Outline.LONGEST_TEXT) {
            var lines = new Lines(text);
            var cut = new Cutting(lines, Optional.empty(), ofFile);
            cut.windows(1, Math.min(lines.count(), MOST_WINDOWS * (WINDOW - OVERLAP)));
            return new Cut(cut.chunks, List.of(), cut.texts);
        }
        var code = CodeText.of(language.get(), text);
        var symbols = Outline.of(code).symbols();
        var cut = new Cutting(new Lines(text), Optional.of(code), ofFile);
        cut.symbols(symbols);
        return new Cut(cut.chunks, List.copyOf(new LinkedHashSet<>(symbols.stream().map(Symbol::name).toList())), cut.texts);
    }

    /** Words of the last names of a path. */
    private List<String> path(String path, int last) {
        if (!names) {
            return List.of();
        }
        int from = path.length();
        for (int i = 0; i < last && from > 0; i++) {
            from = path.lastIndexOf('/', from - 1);
        }
        var name = path.substring(from < 0 ? 0 : from);
        int dot = name.lastIndexOf('.');
        return words.of(dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name);
    }

    /** Where the lines of a text begin. */
    private static final class Lines {
        private final String text;
        private final int[] starts;
        private final int count;

        Lines(String text) {
            this.text = text;
            int lines = 1 + (int) text.chars().filter(c -> c == '\n').count();
            this.starts = new int[lines + 1];
            int line = 0;
            for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
                starts[++line] = at + 1;
            }
            starts[lines] = text.length();
            // what follows the last line feed is a line only if there is something
            this.count = lines > 1 && text.endsWith("\n") ? lines - 1 : lines;
        }

        int count() {
            return count;
        }

        int start(int line) {
            return starts[line - 1];
        }

        int end(int line) {
            return starts[line];
        }

        /** The first place of a line that is not blank; its end if there is none. */
        int first(int line) {
            int at = start(line);
            while (at < end(line) && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at;
        }

        boolean blank(int line) {
            return first(line) == end(line);
        }
    }

    /** One file under way. */
    private final class Cutting {
        private final Lines lines;
        private final Optional<CodeText> code;
        private final Map<ChunkField, List<String>> ofFile;
        private final List<Chunk> chunks = new ArrayList<>();
        private final Map<String, String> texts = new HashMap<>();

        Cutting(Lines lines, Optional<CodeText> code, Map<ChunkField, List<String>> ofFile) {
            this.lines = lines;
            this.code = code;
            this.ofFile = ofFile;
        }

        void symbols(List<Symbol> all) {
            var pieces = all.stream().filter(symbol -> symbol.kind().group() != SymbolKind.Group.FIELD)
                    .sorted(Comparator.comparingInt(Symbol::startLine).thenComparing(Symbol::endLine, Comparator.reverseOrder())).toList();
            var owner = new int[lines.count() + 2];
            var starts = new int[pieces.size()];
            var inner = new ArrayList<List<String>>();
            for (int i = 0; i < pieces.size(); i++) {
                var symbol = pieces.get(i);
                int enclosing = owner[Math.min(symbol.startLine(), lines.count())];
                starts[i] = withComment(symbol.startLine(), enclosing == 0 ? 1 : starts[enclosing - 1] + 1);
                Arrays.fill(owner, starts[i], Math.min(symbol.endLine(), lines.count()) + 1, i + 1);
                inner.add(new ArrayList<>());
                if (enclosing > 0) {
                    inner.get(enclosing - 1).add(symbol.name());
                }
            }
            for (int i = 0; i < pieces.size(); i++) {
                symbol(pieces.get(i), starts[i], owned(owner, i + 1, starts[i], Math.min(pieces.get(i).endLine(), lines.count())), inner.get(i));
            }
            remains(owner, pieces.isEmpty());
        }

        /** Where the comment begins that stands right above a line, not above another one. */
        private int withComment(int line, int least) {
            int start = Math.min(line, lines.count());
            while (start > least && !lines.blank(start - 1) && code.orElseThrow().at(lines.first(start - 1)) == CodeText.Part.COMMENT) {
                start--;
            }
            return start;
        }

        private int[] owned(int[] owner, int number, int first, int last) {
            var own = new int[last - first + 1];
            int count = 0;
            for (int line = first; line <= last; line++) {
                if (owner[line] == number) {
                    own[count++] = line;
                }
            }
            return Arrays.copyOf(own, count);
        }

        private void symbol(Symbol symbol, int first, int[] own, List<String> inner) {
            var named = new ChunkSymbol(symbol.kind().label(), symbol.scope(), symbol.name());
            var name = names ? new ArrayList<>(words.of(symbol.name())) : List.<String>of();
            if (names) {
                name.addAll(words.of(symbol.scope().replace('.', ' ')));
            }
            int last = Math.min(symbol.endLine(), lines.count());
            if (own.length <= LONGEST) {
                add(first, Math.max(first, last), named, own, name, inner);
                return;
            }
            for (int from = 0; from == 0 || from + OVERLAP < own.length; from += WINDOW - OVERLAP) {
                var part = Arrays.copyOfRange(own, from, Math.min(own.length, from + WINDOW));
                add(part[0], part[part.length - 1], named, part, name, from == 0 ? inner : List.of());
            }
        }

        /** What belongs to no definition; imports and the licence above them tell nothing. */
        private void remains(int[] owner, boolean everything) {
            int from = 0;
            int telling = 0;
            for (int line = 1; line <= lines.count() + 1; line++) {
                boolean free = line <= lines.count() && owner[line] == 0;
                if (free) {
                    from = from == 0 ? line : from;
                    telling += lines.blank(line) || imports(line) ? 0 : 1;
                } else if (from > 0) {
                    if (telling > 2 || everything) {
                        windows(from, line - 1);
                    }
                    from = 0;
                    telling = 0;
                }
            }
        }

        private boolean imports(int line) {
            return lines.end(line) - lines.start(line) < 500 && IMPORT.matcher(lines.text.substring(lines.start(line), lines.end(line)).stripTrailing()).matches();
        }

        void windows(int first, int last) {
            for (int from = first; from == first || from + OVERLAP <= last; from += WINDOW - OVERLAP) {
                var own = new int[Math.min(last, from + WINDOW - 1) - from + 1];
                for (int i = 0; i < own.length; i++) {
                    own[i] = from + i;
                }
                add(from, from + own.length - 1, ChunkSymbol.NONE, own, List.of(), List.of());
            }
        }

        private void add(int first, int last, ChunkSymbol symbol, int[] own, List<String> name, List<String> inner) {
            var body = new ArrayList<String>();
            var comment = new ArrayList<String>();
            for (int line : own) {
                if (lines.end(line) - lines.start(line) <= LONGEST_LINE && body.size() + comment.size() < MOST_WORDS) {
                    line(line, body, comment);
                }
            }
            inner.forEach(text -> body.addAll(words.of(text)));
            if (!body.isEmpty() || !comment.isEmpty() || !name.isEmpty()) {
                Map<ChunkField, List<String>> fields = new EnumMap<>(ofFile);
                fields.put(ChunkField.BODY, body);
                fields.put(ChunkField.COMMENT, comment);
                fields.put(ChunkField.NAME, name);
                var text = text(symbol, own);
                var digest = Digest.of(text);
                texts.put(digest, text);
                chunks.add(new Chunk(first, last, symbol, fields, digest));
            }
        }

        /** Name and lines; not the path, so that a file that is moved is not made vectors of again. */
        private String text(ChunkSymbol symbol, int[] own) {
            var text = new StringBuilder(symbol.name().isEmpty() ? "" : symbol.kind() + ' ' + (symbol.scope().isEmpty() ? "" : symbol.scope() + '.') + symbol.name() + '\n');
            for (int i = 0; i < own.length && text.length() < MOST_TEXT; i++) {
                text.append(lines.text, lines.start(own[i]), Math.min(lines.end(own[i]), lines.start(own[i]) + MOST_TEXT));
            }
            int end = Math.min(MOST_TEXT, text.length());
            return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
        }

        private void line(int line, List<String> body, List<String> comment) {
            if (code.isEmpty()) {
                words.each(lines.text, lines.start(line), lines.end(line), body::add);
                return;
            }
            int at = lines.start(line);
            while (at < lines.end(line)) {
                boolean inComment = code.get().at(at) == CodeText.Part.COMMENT;
                int end = at + 1;
                while (end < lines.end(line) && (code.get().at(end) == CodeText.Part.COMMENT) == inComment) {
                    end++;
                }
                words.each(lines.text, at, end, inComment ? comment::add : body::add);
                at = end;
            }
        }
    }
}
