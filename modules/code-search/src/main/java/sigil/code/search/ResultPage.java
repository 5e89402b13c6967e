package sigil.code.search;

import java.util.ArrayList;
import java.util.List;

/** Gathers the files' hits, in order, into one page. For one thread. */
final class ResultPage {

    private static final int MOST_COUNTS = 1000;

    private final SearchQuery query;
    private final LineMatcher matcher;
    private final StopSignal stop;
    private final List<SearchResult.FileMatches> files = new ArrayList<>();
    private final List<SearchResult.FileCount> counts = new ArrayList<>();
    private long counted;
    private int shown;
    private boolean more;
    private int searched;
    private int matching;
    private int binary;
    private int tooLarge;
    private int unreadable;
    private int ruledOut;
    private int notEntered;

    ResultPage(SearchQuery query, LineMatcher matcher, StopSignal stop) {
        this.query = query;
        this.matcher = matcher;
        this.stop = stop;
    }

    /** Takes the next file's hits; answers whether further files are of interest. */
    boolean add(FileHits hits) {
        switch (hits.status()) {
            case SEARCHED -> searched++;
            case BINARY -> binary++;
            case TOO_LARGE -> tooLarge++;
            case UNREADABLE -> unreadable++;
            case GONE -> {
            }
        }
        if (hits.count() == 0) {
            return true;
        }
        matching++;
        int from = (int) Math.clamp(query.offset() - counted, 0, hits.count());
        int to = Math.min(hits.count(), from + query.limit() - shown);
        if (from < to) {
            files.add(hits.show(from, to, query.context(), matcher, stop));
            shown += to - from;
        }
        more |= to < hits.count() && shown == query.limit();
        counted += hits.count();
        if (counts.size() < MOST_COUNTS) {
            counts.add(new SearchResult.FileCount(hits.repository(), hits.path(), hits.count()));
        }
        return !more || query.countAll();
    }

    /** Counts files in which nothing can match, as is known without looking into them. */
    void pass(int text, int noText, int large) {
        searched += text;
        ruledOut += text;
        binary += noText;
        tooLarge += large;
    }

    /** Counts directories of which nothing was met. */
    void leave(int directories) {
        notEntered += directories;
    }

    /** Matching lines so far, those before the page too. */
    long counted() {
        return counted;
    }

    long filesDone() {
        return (long) searched + binary + tooLarge + unreadable;
    }

    SearchResult result(int arrangement, SearchResult.Ending stopped) {
        var ending = stopped == SearchResult.Ending.COMPLETE && more ? SearchResult.Ending.LIMIT : stopped;
        return new SearchResult(files, shown, more ? query.offset() + shown : 0, ending, counted, counts,
                new SearchResult.Coverage(searched, matching, binary, tooLarge, unreadable, ruledOut, notEntered), arrangement);
    }
}
