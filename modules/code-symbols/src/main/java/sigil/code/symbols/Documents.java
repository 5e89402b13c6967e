package sigil.code.symbols;

/** Text that stands whole lines below what announces it: documents of shells, Ruby and PHP. For one text, read in order. */
interface Documents {

    /** A language without. */
    Documents NONE = new Documents() {
    };

    /** Where the code begins. */
    default int start() {
        return 0;
    }

    /** Sees a place of the code, that is neither blank nor part of a comment or literal. */
    default void see(int at) {
    }

    /** Where the documents end that begin after a line feed; not greater than the line feed if none does. */
    default int bodyEnd(int lineFeed) {
        return lineFeed;
    }
}
