package sigil.code.search;

/**
 * The one answer for a path that is missing and for a path that is not served. Nothing in it tells the two apart.
 *
 * @param path what the caller asked for, made printable and cut to 200 characters
 */
public record Refused(String path) implements ReadOutcome, WholeOutcome, ListOutcome {

    private static final int LONGEST = 200;

    /** Makes the echoed path printable. */
    public Refused {
        path = printable(path);
    }

    /** @return one sentence for the caller, the same for every cause */
    public String message() {
        return "no file or directory of this repository is served under '" + path + "'; list the directory to see what is";
    }

    /** Text of a stranger, fit for one line of a message: an escape sequence or a newline must not reach a log or a terminal. */
    static String printable(String text) {
        var out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> out.appendCodePoint(switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '?';
            default -> c;
        }));
        return out.toString();
    }
}
