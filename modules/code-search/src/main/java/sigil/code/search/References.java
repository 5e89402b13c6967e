package sigil.code.search;

import java.util.List;

/**
 * Places where a name is written.
 *
 * @param files      lines by file
 * @param shown      how many lines
 * @param nextOffset where the next page begins, 0 if this is the last
 * @param ending     how far it came
 * @param searched   files looked through
 */
public record References(List<InFile> files, int shown, int nextOffset, SearchResult.Ending ending, int searched) {

    /** Copies the list. */
    public References {
        files = List.copyOf(files);
    }

    /** What a line does with the name, as far as its text tells. */
    public enum Use {
        /** it defines it */
        DEFINITION,
        /** it uses it, or defines something else of the name that no outline knows */
        CODE,
        /** it only speaks of it */
        COMMENT,
        /** it is in a string */
        STRING
    }

    /**
     * Lines of a file.
     *
     * @param repository its name
     * @param path       repository-relative
     * @param lines      in order
     */
    public record InFile(String repository, String path, List<Line> lines) {
        /** Copies the list. */
        public InFile {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param text   at most 240 characters around the name
     * @param use    what it does with it
     */
    public record Line(int number, String text, Use use) {
    }
}
