package sigil.code.symbols;

import java.util.Set;

/** A regex between slashes. What stands before a slash tells it from a division. */
final class RegexLiteral implements Lexis.Literal {

    private static final int LONGEST = 1_000;
    private static final Set<String> BEFORE = Set.of("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof",
            "yield", "await", "if", "unless", "when", "and", "or", "not", "while", "until", "then", "split", "match", "scan", "sub", "gsub");

    private final boolean ruby;

    /** @param ruby whether a word, a blank and a slash that touches what follows begin one too */
    RegexLiteral(boolean ruby) {
        this.ruby = ruby;
    }

    @Override
    public int end(String text, int at, int before) {
        if (text.charAt(at) != '/' || at + 1 >= text.length() || text.charAt(at + 1) == '/' || text.charAt(at + 1) == '*' || !begins(text, at, before)) {
            return at;
        }
        boolean bracket = false;
        int last = Math.min(text.length(), at + LONGEST);
        for (int i = at + 1; i < last && text.charAt(i) != '\n'; i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '[' -> bracket = true;
                case ']' -> bracket = false;
                case '/' -> {
                    if (!bracket) {
                        return flags(text, i + 1);
                    }
                }
                default -> {
                }
            }
        }
        return at;
    }

    private static int flags(String text, int from) {
        int at = from;
        while (at < text.length() && at < from + 10 && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean begins(String text, int at, int before) {
        if (before < 0) {
            return true;
        }
        char c = text.charAt(before);
        if (!Character.isJavaIdentifierPart(c)) {
            return ")]}\"'`".indexOf(c) < 0;
        }
        int from = before;
        while (from > 0 && before - from < 12 && Character.isJavaIdentifierPart(text.charAt(from - 1))) {
            from--;
        }
        return BEFORE.contains(text.substring(from, before + 1)) && (from == 0 || text.charAt(from - 1) != '.')
                || ruby && before < at - 1 && text.charAt(at + 1) > ' ' && Character.isLetter(text.charAt(from));
    }
}
