package sigil.code.symbols;

import java.util.List;

/**
 * How comments and strings of a language are written.
 *
 * @param lineComments what begins a comment to the end of the line
 * @param blockOpen    what begins a comment that {@code blockClose} ends; empty for none
 * @param blockClose   see there
 * @param nested       whether such comments nest
 * @param quotes       the ways to write strings; one that begins like another stands before it
 * @param literals     what else begins a literal
 */
record Lexis(List<String> lineComments, String blockOpen, String blockClose, boolean nested, List<Quote> quotes, List<Literal> literals) {

    /** A literal, or a comment, with rules of its own. */
    interface Literal {

        /**
         * Where the literal ends that begins at a place, or a number that is not greater than the place if none begins there. What it
         * answers is bounded by the length of the text.
         *
         * @param before the last place before it that is code and not blank, or -1
         */
        int end(String text, int at, int before);

        /** Whether it is a comment. */
        default boolean comment() {
            return false;
        }
    }

    /** The comments of C and its children. */
    static Lexis slashes(List<Quote> quotes, Literal... literals) {
        return new Lexis(List.of("//"), "/*", "*/", false, quotes, List.of(literals));
    }

    /** The comments of scripts. */
    static Lexis hashes(List<Quote> quotes, Literal... literals) {
        return new Lexis(List.of("#"), "", "", false, quotes, List.of(literals));
    }

    Lexis nesting() {
        return new Lexis(lineComments, blockOpen, blockClose, true, quotes, literals);
    }

    Lexis withLineComments(String... marks) {
        return new Lexis(List.of(marks), blockOpen, blockClose, nested, quotes, literals);
    }
}
