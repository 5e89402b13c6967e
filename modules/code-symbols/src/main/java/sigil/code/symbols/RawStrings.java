package sigil.code.symbols;

/** Raw strings of C++, and the quotes within its numbers. */
final class RawStrings implements Lexis.Literal {

    private static final int LONGEST_DELIMITER = 16;

    @Override
    public int end(String text, int at, int before) {
        return switch (text.charAt(at)) {
            case 'R' -> raw(text, at);
            case '\'' -> inNumber(text, at) ? at + 1 : at;
            default -> at;
        };
    }

    private static int raw(String text, int at) {
        char previous = at == 0 ? ' ' : text.charAt(at - 1);
        if (at + 1 >= text.length() || text.charAt(at + 1) != '"' || Character.isJavaIdentifierPart(previous) && "uUL8".indexOf(previous) < 0) {
            return at;
        }
        int open = text.indexOf('(', at + 2, Math.min(text.length(), at + 3 + LONGEST_DELIMITER));
        if (open < 0) {
            return at;
        }
        int end = text.indexOf(')' + text.substring(at + 2, open) + '"', open);
        return end < 0 ? text.length() : end + open - at;
    }

    private static boolean inNumber(String text, int at) {
        int from = at;
        while (from > 0 && at - from < 40 && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '\'')) {
            from--;
        }
        return from < at && Character.isDigit(text.charAt(from)) && at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
    }
}
