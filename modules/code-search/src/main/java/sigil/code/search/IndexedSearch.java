package sigil.code.search;

/**
 * Search with an index: only files that may match are read, and those of which the index does not know enough. Every line shown was read from
 * its file for this answer, and the answer is that of {@link ScanSearch}.
 */
public final class IndexedSearch implements CodeSearch {

    private final ScanSearch scan;
    private final PathGate gate;
    private final Indexer indexer;

    /**
     * A search.
     *
     * @param repositories where
     * @param gate         judges every path
     * @param indexer      knows what the index knows; is not closed with the search
     */
    public IndexedSearch(Repositories repositories, PathGate gate, Indexer indexer) {
        this.scan = new ScanSearch(repositories, gate, indexer.largestFile());
        this.gate = gate;
        this.indexer = indexer;
    }

    @Override
    public SearchOutcome search(SearchQuery query, SearchControl control) {
        return scan.search(query, control, (asked, matcher) -> new IndexSource(indexer, gate, asked, matcher.trigrams()));
    }

    @Override
    public void close() {
        scan.close();
    }
}
