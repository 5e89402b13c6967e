package sigil.code.symbols;

import java.util.Arrays;
import java.util.Set;

/**
 * The words and signs of a text, without comments. Brackets know their partners. Indices from 0; asking beyond the end answers "no".
 */
final class Tokens {

    /** So far a list of type arguments is followed. */
    private static final int LONGEST_ANGLES = 300;

    /** So far the end of a head or a statement is looked for, brackets counted as one: whoever finds none may look again from the next token. */
    static final int LONGEST_HEAD = 1_000;

    private enum Type { WORD, NUMBER, LITERAL, SIGN }

    private static final Type[] TYPES = Type.values();

    private final CodeText text;
    private final char[] code;
    private final String quotes;
    private int size;
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private byte[] types = new byte[256];
    private int[] partners;
    private int[] lines;

    private Tokens(CodeText text, char[] code, String quotes) {
        this.text = text;
        this.code = code;
        this.quotes = quotes;
    }

    static Tokens of(CodeText text) {
        return of(text, text.code(), "");
    }

    /**
     * The tokens of a code that was made from that of a text.
     *
     * @param code   as long as the text
     * @param quotes signs between which any name may stand, on one line
     */
    static Tokens of(CodeText text, char[] code, String quotes) {
        var tokens = new Tokens(text, code, quotes);
        tokens.read();
        tokens.pair();
        return tokens;
    }

    private void read() {
        int at = 0;
        while (at < code.length) {
            char c = code[at];
            if (c <= ' ' && c != CodeText.LITERAL) {
                at++;
            } else if (c == CodeText.LITERAL && text.at(at) == CodeText.Part.STRING) {
                at = add(Type.LITERAL, at, literalEnd(at));
            } else if (c >= '0' && c <= '9') {
                at = add(Type.NUMBER, at, wordEnd(at));
            } else if (Character.isJavaIdentifierStart(c) || Character.isHighSurrogate(c)) {
                at = add(Type.WORD, at, wordEnd(at));
            } else if (quotes.indexOf(c) >= 0 && quoted(at) > at) {
                at = add(Type.WORD, at, quoted(at));
            } else {
                at = add(Type.SIGN, at, at + (pair(c, at + 1 < code.length ? code[at + 1] : ' ') ? 2 : 1));
            }
        }
        lines = new int[size];
        for (int i = 0, line = 1; i < size; i++) {
            while (line < text.lines() && text.lineStart(line + 1) <= starts[i]) {
                line++;
            }
            lines[i] = line;
        }
    }

    private int literalEnd(int at) {
        int end = at + 1;
        while (end < code.length && text.at(end) == CodeText.Part.STRING && code[end] != CodeText.LITERAL) {
            end++;
        }
        return end;
    }

    private int wordEnd(int at) {
        int end = at + 1;
        while (end < code.length && code[end] != CodeText.LITERAL
                && (Character.isJavaIdentifierPart(code[end]) || Character.isSurrogate(code[end]))) {
            end++;
        }
        return end;
    }

    private int quoted(int at) {
        char close = code[at] == '[' ? ']' : code[at];
        for (int end = at + 1; end < code.length && end - at <= Findings.LONGEST_NAME && code[end] != '\n'; end++) {
            if (code[end] == close) {
                return end + 1;
            }
        }
        return at;
    }

    private static boolean pair(char c, char next) {
        return switch (next) {
            case '=' -> c == '=' || c == '!' || c == '<' || c == ':' || c == '+' || c == '-' || c == '*' || c == '|' || c == '&';
            case '>' -> c == '-' || c == '=';
            case ':', '&', '|' -> c == next;
            default -> false;
        };
    }

    private int add(Type type, int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            types = Arrays.copyOf(types, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        types[size++] = (byte) type.ordinal();
        return end;
    }

    /** Finds the partner of every bracket: a brace ends what is open within it, other brackets forgive one stray opener. */
    private void pair() {
        partners = new int[size];
        var open = new int[size];
        int depth = 0;
        int braces = 0;
        for (int i = 0; i < size; i++) {
            partners[i] = i;
            char c = sign(i);
            switch (c) {
                case '(', '[' -> open[depth++] = i;
                case '{' -> {
                    open[depth++] = i;
                    braces++;
                }
                case ')', ']' -> {
                    char opener = c == ')' ? '(' : '[';
                    if (depth > 1 && sign(open[depth - 1]) != opener && sign(open[depth - 1]) != '{' && sign(open[depth - 2]) == opener) {
                        partners[open[--depth]] = i - 1;
                    }
                    if (depth > 0 && sign(open[depth - 1]) == opener) {
                        join(open[--depth], i);
                    }
                }
                case '}' -> {
                    while (braces > 0 && sign(open[depth - 1]) != '{') {
                        partners[open[--depth]] = i - 1;
                    }
                    if (braces > 0) {
                        join(open[--depth], i);
                        braces--;
                    }
                }
                default -> {
                }
            }
        }
        while (depth > 0) {
            partners[open[--depth]] = size - 1;
        }
    }

    private void join(int open, int close) {
        partners[open] = close;
        partners[close] = open;
    }

    private char sign(int i) {
        return types[i] == Type.SIGN.ordinal() && ends[i] - starts[i] == 1 ? code[starts[i]] : 0;
    }

    int size() {
        return size;
    }

    CodeText text() {
        return text;
    }

    private Type type(int i) {
        return TYPES[types[i]];
    }

    boolean word(int i) {
        return i >= 0 && i < size && type(i) == Type.WORD;
    }

    boolean literal(int i) {
        return i >= 0 && i < size && type(i) == Type.LITERAL;
    }

    /** Whether a token is this word or sign. */
    boolean is(int i, String token) {
        if (i < 0 || i >= size || ends[i] - starts[i] != token.length()) {
            return false;
        }
        for (int k = 0; k < token.length(); k++) {
            if (code[starts[i] + k] != token.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    boolean is(int i, char sign) {
        return i >= 0 && i < size && sign(i) == sign;
    }

    boolean in(int i, Set<String> words) {
        return word(i) && ends[i] - starts[i] <= 24 && words.contains(string(i));
    }

    String string(int i) {
        return new String(code, starts[i], ends[i] - starts[i]);
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    int line(int i) {
        return lines[i];
    }

    /** Whether a token is the first of its line. */
    boolean first(int i) {
        return i == 0 || i < size && lines[i - 1] < lines[i];
    }

    /** How many characters stand before a token on its line. */
    int column(int i) {
        return starts[i] - text.lineStart(lines[i]);
    }

    /** Whether two tokens touch. */
    boolean touches(int i) {
        return i > 0 && i < size && ends[i - 1] == starts[i];
    }

    /** Where a bracket closes; the token itself if it opens nothing. */
    int partner(int i) {
        return i < size ? Math.max(i, partners[i]) : i;
    }

    /** The token after this one, or after what it opens. */
    int after(int i) {
        return partner(i) + 1;
    }

    /** The token after a list of type arguments that begins here with {@code <}; the next one if it is none. */
    int afterAngles(int i, int to) {
        int depth = 0;
        int last = Math.min(to, i + LONGEST_ANGLES);
        for (int at = i; at < last; at = after(at)) {
            switch (sign(at)) {
                case '<' -> depth++;
                case '>' -> {
                    if (--depth == 0) {
                        return at + 1;
                    }
                }
                case ';', ')', ']', '}' -> {
                    return i + 1;
                }
                default -> {
                    if (is(at, "&&") || is(at, "||")) {
                        return i + 1;
                    }
                }
            }
        }
        return i + 1;
    }

    /** The first of these signs at or after a token, brackets passed over, or where the search ends. A closing brace ends it. */
    int find(int from, int to, String signs) {
        int at = from;
        for (int steps = 0; at < to && steps < LONGEST_HEAD; steps++) {
            char c = sign(at);
            if (c != 0 && (signs.indexOf(c) >= 0 || c == '}')) {
                return at;
            }
            at = after(at);
        }
        return Math.min(at, to);
    }
}
