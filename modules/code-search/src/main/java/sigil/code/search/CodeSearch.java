package sigil.code.search;

/** Finds lines in repositories. The engine behind it may be a scan or an index: the answers are the same. */
public interface CodeSearch extends AutoCloseable {

    /**
     * Searches. Blocks until there is an answer; may be called by many threads at once. An interrupt of the calling thread cancels the
     * search and stays set.
     *
     * @param query   what for
     * @param control for how long
     * @return a result, complete or not, or why the query cannot be run
     */
    SearchOutcome search(SearchQuery query, SearchControl control);

    /** Ends the engine's threads; searches under way are cancelled. */
    @Override
    void close();
}
