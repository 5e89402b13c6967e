package sigil.code.symbols;

/** Literals and comments of scripts that no pair of quotes tells. */
final class ScriptLiterals {

    private static final int LONGEST_PERCENT = 2_000;
    private static final String OPEN = "([{<";
    private static final String CLOSE = ")]}>";

    private ScriptLiterals() {
    }

    /** A comment with rules of its own. */
    private interface Comment extends Lexis.Literal {
        @Override
        default boolean comment() {
            return true;
        }
    }

    /** {@code #} where a word of a shell begins. */
    static Lexis.Literal shellComment() {
        return (Comment) (text, at, before) -> text.charAt(at) == '#' && (at == 0 || " \t\r\n;&|()".indexOf(text.charAt(at - 1)) >= 0)
                ? lineEnd(text, at) : at;
    }

    /** What a backslash takes the meaning of. */
    static Lexis.Literal escaped() {
        return (text, at, before) -> text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? at + 2 : at;
    }

    /** {@code #}, but not {@code #[}, which is an attribute of PHP. */
    static Lexis.Literal phpComment() {
        return (Comment) (text, at, before) -> text.charAt(at) == '#' && !text.startsWith("#[", at) ? lineEnd(text, at) : at;
    }

    /** What stands between the tags of PHP. */
    static Lexis.Literal html() {
        return (text, at, before) -> {
            if (!text.startsWith("?>", at)) {
                return at;
            }
            int end = text.indexOf("<?", at);
            return end < 0 ? text.length() : end;
        };
    }

    /** {@code =begin} to {@code =end}, and all from {@code __END__} on. */
    static Lexis.Literal rubyComment() {
        return (Comment) (text, at, before) -> {
            boolean line = at == 0 || text.charAt(at - 1) == '\n';
            if (line && text.startsWith("__END__", at)) {
                return text.length();
            }
            if (!line || !text.startsWith("=begin", at)) {
                return at;
            }
            int end = text.indexOf("\n=end", at);
            return end < 0 ? text.length() : end + 5;
        };
    }

    /** {@code %w[a b]} and its like in Ruby. */
    static Lexis.Literal percent() {
        return (text, at, before) -> {
            if (text.charAt(at) != '%' || at + 2 >= text.length()) {
                return at;
            }
            int open = "qQwWiIrsx".indexOf(text.charAt(at + 1)) >= 0 ? at + 2 : at + 1;
            int pair = OPEN.indexOf(text.charAt(open));
            boolean operand = before >= 0 && (Character.isJavaIdentifierPart(text.charAt(before)) || ")]}".indexOf(text.charAt(before)) >= 0);
            if (pair < 0 || open == at + 1 && operand) {
                return at;
            }
            int depth = 0;
            int last = Math.min(text.length(), at + LONGEST_PERCENT);
            for (int i = open; i < last; i++) {
                depth += text.charAt(i) == OPEN.charAt(pair) ? 1 : text.charAt(i) == CLOSE.charAt(pair) ? -1 : 0;
                if (depth == 0) {
                    return i + 1;
                }
            }
            return at;
        };
    }

    /** {@code $tag$ … $tag$} of SQL. */
    static Lexis.Literal dollars() {
        return (text, at, before) -> {
            if (text.charAt(at) != '$' || at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1))) {
                return at;
            }
            int end = at + 1;
            while (end < text.length() && end - at < 64 && Character.isLetterOrDigit(text.charAt(end)) || end < text.length() && text.charAt(end) == '_') {
                end++;
            }
            if (end >= text.length() || text.charAt(end) != '$' || Character.isDigit(text.charAt(at + 1))) {
                return at;
            }
            var tag = text.substring(at, end + 1);
            int close = text.indexOf(tag, end + 1);
            return close < 0 ? text.length() : close + tag.length();
        };
    }

    /** Raw strings of C# in three quotes or more. */
    static Lexis.Literal manyQuotes() {
        return (text, at, before) -> {
            int from = at;
            // of a row of signs only the first begins something
            while (from < text.length() && text.charAt(from) == '$' && (at == 0 || text.charAt(at - 1) != '$')) {
                from++;
            }
            int open = from;
            while (open < text.length() && text.charAt(open) == '"') {
                open++;
            }
            if (open - from < 3) {
                return at;
            }
            int end = text.indexOf("\"".repeat(open - from), open);
            return end < 0 ? text.length() : end + open - from;
        };
    }

    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
