package sigil.code.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One line of an ignore file (gitignore(5)), read the way git's {@code parse_path_pattern} reads it. */
final class IgnorePattern {

    private final byte[] pattern;
    private final int literal;
    private final boolean negated;
    private final boolean directoryOnly;
    private final boolean nameOnly;
    private final boolean endsWith;

    private IgnorePattern(byte[] line) {
        int from = 0;
        int to = line.length;
        negated = from < to && line[from] == '!';
        from += negated ? 1 : 0;
        directoryOnly = to > from && line[to - 1] == '/';
        to -= directoryOnly ? 1 : 0;
        var body = Arrays.copyOfRange(line, from, to);
        nameOnly = indexOf(body, (byte) '/') < 0;
        pattern = !nameOnly && body[0] == '/' ? Arrays.copyOfRange(body, 1, body.length) : body;
        literal = literalLength(pattern, 0);
        endsWith = nameOnly && pattern.length > 0 && pattern[0] == '*' && literalLength(pattern, 1) == pattern.length;
    }

    /** Reads one line, without its line end and trailing blanks. */
    static IgnorePattern of(byte[] line) {
        return new IgnorePattern(line);
    }

    static IgnorePattern of(String line) {
        return new IgnorePattern(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a match takes the path out of what is ignored. */
    boolean negated() {
        return negated;
    }

    /**
     * Whether the pattern speaks of a path.
     *
     * @param path      the path, UTF-8
     * @param base      where the part relative to the ignore file's directory begins
     * @param name      where the last segment begins
     * @param directory whether the path is a directory
     */
    boolean matches(byte[] path, int base, int name, boolean directory) {
        if (directoryOnly && !directory) {
            return false;
        }
        int from = nameOnly ? name : base;
        int length = path.length - from;
        if (literal == pattern.length) {
            return length == literal && equal(path, from, pattern, 0, literal);
        }
        if (endsWith) {
            int tail = pattern.length - 1;
            return length >= tail && equal(path, path.length - tail, pattern, 1, tail);
        }
        if (nameOnly) {
            return Wildmatch.matches(pattern, 0, path, from, false);
        }
        if (literal > length || !equal(path, from, pattern, 0, literal)) {
            return false;
        }
        // like git, what follows the literal beginning is matched as a pattern of its own
        return literal == 0 ? Wildmatch.matches(pattern, 0, path, from, true)
                : Wildmatch.matches(Arrays.copyOfRange(pattern, literal, pattern.length), 0, path, from + literal, true);
    }

    private static int literalLength(byte[] pattern, int from) {
        for (int i = from; i < pattern.length; i++) {
            switch (pattern[i]) {
                case '*', '?', '[', '\\' -> {
                    return i;
                }
                default -> {
                }
            }
        }
        return pattern.length;
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean equal(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
        return Arrays.equals(a, aFrom, aFrom + length, b, bFrom, bFrom + length);
    }
}
