package sigil.code.symbols;

/** Raw strings of Rust, and its characters, which look like lifetimes. */
final class RustLiterals implements Lexis.Literal {

    private static final int LONGEST_ESCAPE = 12;

    @Override
    public int end(String text, int at, int before) {
        return switch (text.charAt(at)) {
            case '\'' -> character(text, at);
            case 'r' -> raw(text, at);
            default -> at;
        };
    }

    private static int character(String text, int at) {
        if (at + 2 >= text.length()) {
            return at;
        }
        if (text.charAt(at + 1) == '\\') {
            int end = text.indexOf('\'', at + 3, Math.min(text.length(), at + 3 + LONGEST_ESCAPE));
            return end + 1;
        }
        int end = at + 1 + Character.charCount(text.codePointAt(at + 1));
        return end < text.length() && text.charAt(end) == '\'' ? end + 1 : at;
    }

    private static int raw(String text, int at) {
        char previous = at == 0 ? ' ' : text.charAt(at - 1);
        if (Character.isJavaIdentifierPart(previous) && previous != 'b' && previous != 'c') {
            return at;
        }
        int open = at + 1;
        while (open < text.length() && text.charAt(open) == '#') {
            open++;
        }
        if (open == text.length() || text.charAt(open) != '"') {
            return at;
        }
        int end = text.indexOf('"' + "#".repeat(open - at - 1), open + 1);
        return end < 0 ? text.length() : end + open - at;
    }
}
