package sigil.code.search;

/**
 * How far the index has come with a repository.
 *
 * @param phase   what it does
 * @param files   how many files are in it
 * @param pending how many paths are to be looked at again
 * @param problem what keeps it from being written, fit for the caller; empty if nothing does
 */
public record IndexState(Phase phase, int files, int pending, String problem) {

    /** What the index does. Searches are right in every phase; they are fastest in {@code CURRENT}. */
    public enum Phase {
        /** it is being opened */
        OPENING,
        /** it is compared with the files, and what differs is put in; searches read what is not in it yet */
        COMPARING,
        /** it was compared with the files, and searches look whether files changed since */
        COMPARED,
        /** it hears of every change */
        CURRENT,
        /** another process writes it, and this one reads it */
        READING,
        /** it cannot be written; searches read the files */
        FAILED
    }
}
