package sigil.code.search;

/**
 * The longest text that every match must hold, where that is easily told; empty where it is not. It only speeds a search up, so in doubt
 * it is shorter than it could be.
 */
final class RequiredLiteral {

    private final String regex;
    private final boolean insensitive;
    private final StringBuilder run = new StringBuilder();
    private String best = "";
    private int at;

    private RequiredLiteral(String regex, boolean insensitive) {
        this.regex = regex;
        this.insensitive = insensitive;
    }

    /** Of a plain text. */
    static String ofLiteral(String text, boolean insensitive) {
        var literal = new RequiredLiteral("", insensitive);
        text.codePoints().forEach(literal::add);
        literal.end();
        return literal.best;
    }

    /** Of an RE2 pattern that compiles. */
    static String ofRegex(String regex, boolean insensitive) {
        // flags and quoting change the meaning of what follows
        if (regex.contains("\\Q") || regex.replace("(?:", "(").replace("(?P<", "(").replace("(?<", "(").contains("(?")) {
            return "";
        }
        var literal = new RequiredLiteral(regex, insensitive);
        return literal.scan() ? literal.best : "";
    }

    private boolean scan() {
        while (at < regex.length()) {
            int c = regex.codePointAt(at);
            at += Character.charCount(c);
            switch (c) {
                case '|' -> {
                    return false;
                }
                case '\\' -> {
                    if (!escape()) {
                        return false;
                    }
                }
                case '[' -> {
                    skipClass();
                    end();
                }
                case '(' -> {
                    skipGroup();
                    end();
                }
                case '*', '?' -> dropLast();
                case '{' -> {
                    dropLast();
                    int close = regex.indexOf('}', at);
                    if (close > 0 && regex.substring(at, close).matches("\\d+(,\\d*)?")) {
                        at = close + 1;
                    }
                }
                case '+', '.', '^', '$', ')', ']', '}' -> end();
                default -> add(c);
            }
        }
        end();
        return true;
    }

    private boolean escape() {
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        if ("dDwWsSbBAz".indexOf(c) >= 0) {
            end();
            return true;
        }
        if (c < 128 && Character.isLetterOrDigit(c)) {
            return false;
        }
        add(c);
        return true;
    }

    private void skipClass() {
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        if (at < regex.length() && regex.charAt(at) == ']') {
            at++;
        }
        while (at < regex.length() && regex.charAt(at) != ']') {
            if (regex.charAt(at) == '\\') {
                at++;
            } else if (regex.startsWith("[:", at)) {
                int close = regex.indexOf(":]", at + 2);
                at = close < 0 ? at : close + 1;
            }
            at++;
        }
        at++;
    }

    private void skipGroup() {
        int depth = 1;
        while (at < regex.length() && depth > 0) {
            switch (regex.charAt(at++)) {
                case '\\' -> at++;
                case '[' -> skipClass();
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {
                }
            }
        }
    }

    private void add(int c) {
        // k and s have a third case beyond ASCII (the Kelvin sign, the long s), and other letters fold in ways bytes do not show
        if (insensitive && (c > 127 || "kKsS".indexOf(c) >= 0)) {
            end();
        } else {
            run.appendCodePoint(c);
        }
    }

    private void dropLast() {
        if (!run.isEmpty()) {
            run.setLength(run.offsetByCodePoints(run.length(), -1));
        }
        end();
    }

    private void end() {
        if (run.length() > best.length()) {
            best = run.toString();
        }
        run.setLength(0);
    }
}
