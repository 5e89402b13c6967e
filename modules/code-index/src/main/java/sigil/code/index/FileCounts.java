package sigil.code.index;

/**
 * How many files of a repository are in the index.
 *
 * @param text     with their text
 * @param binary   as not text
 * @param tooLarge as too large
 */
public record FileCounts(int text, int binary, int tooLarge) {

    /** @return all of them */
    public int all() {
        return text + binary + tooLarge;
    }
}
