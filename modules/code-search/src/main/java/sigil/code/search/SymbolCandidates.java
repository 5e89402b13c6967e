package sigil.code.search;

import java.util.List;

/** Tells which files may define a name, so that not every file need be read. It may name too many, not too few. */
public interface SymbolCandidates {

    /**
     * Files in which a text occurs.
     *
     * @param text         a name, or a part of names; letters are compared without regard to case unless {@code word}
     * @param word         whether it must be a whole word, written exactly so
     * @param repositories names of the repositories to look in; empty for all
     * @param control      for how long
     * @return the files, in the order of repositories and paths
     */
    Found files(String text, boolean word, List<String> repositories, SearchControl control);

    /**
     * Files.
     *
     * @param files  to look at
     * @param ending {@code COMPLETE} if these are all, {@code LIMIT} if there are too many to name
     */
    record Found(List<SearchResult.FileCount> files, SearchResult.Ending ending) {
        /** Copies the list. */
        public Found {
            files = List.copyOf(files);
        }
    }

    /**
     * Candidates by searching for the text.
     *
     * @param search finds it
     * @return the candidates; at most the 1,000 files that a search counts
     */
    static SymbolCandidates by(CodeSearch search) {
        return (text, word, repositories, control) -> {
            var query = new SearchQuery(text, false, word ? CaseMode.SENSITIVE : CaseMode.INSENSITIVE, word, PathFilter.ANY, repositories, true, 0, 1, 0, true, false);
            return switch (search.search(query, control)) {
                case SearchResult result -> new Found(result.counts(), result.counts().size() < result.coverage().matching() ? SearchResult.Ending.LIMIT
                        : result.ending() == SearchResult.Ending.LIMIT ? SearchResult.Ending.COMPLETE : result.ending());
                case QueryRejected rejected -> new Found(List.of(), SearchResult.Ending.COMPLETE);
            };
        };
    }
}
