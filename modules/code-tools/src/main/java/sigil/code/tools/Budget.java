package sigil.code.tools;

import java.nio.charset.StandardCharsets;

/**
 * How long the text of an answer may be. Clients cut what is longer, and not where a reader would: one of them keeps 10 KiB or 256 lines.
 *
 * @param bytes of UTF-8
 * @param lines of text
 */
record Budget(int bytes, int lines) {
    /** For an answer of up to 50 results. */
    static final Budget STANDARD = new Budget(9_500, 250);
    private static final int STANDARD_RESULTS = 50;
    private static final int MOST_BYTES = 100_000;
    /** For the first line and the last one, beside the results. */
    private static final int FRAME = 500;

    /** Whoever asks for more results is ready to read more. */
    static Budget of(int results) {
        return results <= STANDARD_RESULTS ? STANDARD
                : new Budget(Math.min(MOST_BYTES, STANDARD.bytes * results / STANDARD_RESULTS), STANDARD.lines * results / STANDARD_RESULTS);
    }

    /** Whether text that is added to so much stays within it. */
    boolean fits(int bytesSoFar, int linesSoFar, String more) {
        return bytesSoFar + size(more) <= bytes - FRAME && linesSoFar + lines(more) <= lines - 2;
    }

    static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static int lines(String text) {
        return (int) text.lines().count();
    }
}
