package sigil.code.index;

/**
 * How many files of a repository are in the index.
 *
 * @param text     with their text
 * @param minified how many of those no person wrote line by line
 * @param binary   as not text
 * @param tooLarge as too large
 */
public record FileCounts(int text, int minified, int binary, int tooLarge) {

    /**
     * Files that people wrote.
     *
     * @param text     with their text
     * @param binary   as not text
     * @param tooLarge as too large
     */
    public FileCounts(int text, int binary, int tooLarge) {
        this(text, 0, binary, tooLarge);
    }

    /** @return all of them */
    public int all() {
        return text + binary + tooLarge;
    }
}
