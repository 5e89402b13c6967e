package sigil.code.search;

/** Who keeps something that was made from the files of repositories. */
@FunctionalInterface
public interface StaleListener {

    /**
     * Tells where to look again. Called by one thread at a time, for one listener after the other: whoever has much to do hands it over. What it
     * throws is logged, and what it was told counts as told.
     *
     * @param stale a portion of what changed
     */
    void stale(Stale stale);
}
