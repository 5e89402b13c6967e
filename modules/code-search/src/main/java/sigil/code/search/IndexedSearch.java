package sigil.code.search;

/**
 * Search with an index: only files that may match are read, and those of which the index does not know enough. Every line shown was read from
 * its file for this answer, and the answer is that of {@link ScanSearch}; only the
 * order in which the best come first may be another.
 */
public final class IndexedSearch implements CodeSearch {

    private final ScanSearch scan;
    private final PathGate gate;
    private final Indexer indexer;
    private final Definers definers;

    /**
     * A search that knows nothing of definitions.
     *
     * @param repositories where
     * @param gate         judges every path
     * @param indexer      knows what the index knows; is not closed with the search
     */
    public IndexedSearch(Repositories repositories, PathGate gate, Indexer indexer) {
        this(repositories, gate, indexer, Definers.NONE);
    }

    /**
     * A search.
     *
     * @param repositories where
     * @param gate         judges every path
     * @param indexer      knows what the index knows; is not closed with the search
     * @param definers     tells what defines a name, which is then shown first to whom wants the best first
     */
    public IndexedSearch(Repositories repositories, PathGate gate, Indexer indexer, Definers definers) {
        this.scan = new ScanSearch(repositories, gate, indexer.largestFile());
        this.gate = gate;
        this.indexer = indexer;
        this.definers = definers;
    }

    @Override
    public SearchOutcome search(SearchQuery query, SearchControl control) {
        return scan.search(query, control, (asked, matcher) -> {
            var index = new IndexSource(indexer, gate, asked, matcher.trigrams());
            return asked.bestFirst() ? new RankedSource(index, definers, asked, true) : index;
        });
    }

    @Override
    public void close() {
        scan.close();
    }
}
