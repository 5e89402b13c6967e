package sigil.mcp.stdio;

/** What stood between two line feeds. */
sealed interface Line {

    /**
     * A line that can be read.
     *
     * @param bytes without the line feed, and a carriage return before it
     */
    record Whole(byte[] bytes) implements Line {
    }

    /** A line beyond the limit, of which nothing is left. */
    record TooLong() implements Line {
    }
}
