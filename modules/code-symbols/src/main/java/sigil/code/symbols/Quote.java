package sigil.code.symbols;

/**
 * A way to write a string.
 *
 * @param open      what it begins with
 * @param close     what it ends with
 * @param escapes   whether a backslash takes the next character's meaning
 * @param doubled   whether the end written twice is none
 * @param multiline whether it goes on at the end of a line
 * @param hole      what begins a piece of code in it that a closing brace ends; empty for none
 */
record Quote(String open, String close, boolean escapes, boolean doubled, boolean multiline, String hole) {

    /** One line, with escapes. */
    static Quote line(String mark) {
        return new Quote(mark, mark, true, false, false, "");
    }

    /** Many lines, with escapes. */
    static Quote block(String mark) {
        return new Quote(mark, mark, true, false, true, "");
    }

    /** Many lines, no escapes. */
    static Quote raw(String mark) {
        return new Quote(mark, mark, false, false, true, "");
    }

    Quote closedBy(String mark) {
        return new Quote(open, mark, escapes, doubled, multiline, hole);
    }

    Quote withHole(String begin) {
        return new Quote(open, close, escapes, doubled, multiline, begin);
    }
}
