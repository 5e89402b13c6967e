package sigil.code.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts, among the first files with matches, those before the others in which the text stands as a word of its own. Ranks by path stay as they
 * are. For one thread.
 */
final class WholeWordsFirst {

    /** So many of a file's matching lines are looked at. */
    static final int LINES = 50;
    private static final int FILES = 32;

    private record Waiting(FileHits hits, boolean word) {
    }

    private final Optional<LineMatcher> word;
    private final long wanted;
    private final ResultPage page;
    private final StopSignal stop;
    private final List<Waiting> waiting = new ArrayList<>();
    private FileRank rank = FileRank.NAMED;
    private int left;
    private long wordLines;
    private boolean goOn = true;

    WholeWordsFirst(SearchQuery query, ResultPage page, StopSignal stop) {
        this.word = query.bestFirst() && !query.regex() && !query.word() ? word(query) : Optional.empty();
        this.page = page;
        this.stop = stop;
        this.left = word.isPresent() ? FILES : 0;
        this.wanted = query.mostLines();
    }

    private static Optional<LineMatcher> word(SearchQuery query) {
        try {
            return Optional.of(LineMatcher.of(query.withWord(true)));
        } catch (LineMatcher.BadQuery e) {
            return Optional.empty();
        }
    }

    /** Takes the next file's hits; answers whether further files are of interest. */
    boolean add(FileHits hits) {
        if (left == 0 || hits.count() == 0) {
            return goOn && page.add(hits);
        }
        var now = FileRank.of(hits.path(), "");
        if (now != rank) {
            give();
            rank = now;
        }
        boolean whole = hits.anyLine(LINES, line -> word.orElseThrow().find(line, stop).found());
        waiting.add(new Waiting(hits, whole));
        wordLines += whole ? hits.count() : 0;
        // no file that comes later can come before those that fill the page
        if (--left == 0 || certain() >= wanted) {
            give();
        }
        return goOn;
    }

    /** So many of the lines so far keep their places, whatever comes. */
    long certain() {
        return page.counted() + wordLines;
    }

    /** No more files come. */
    void end() {
        give();
        left = 0;
    }

    private void give() {
        waiting.sort(Comparator.comparing(entry -> !entry.word()));
        for (var entry : waiting) {
            goOn = goOn && page.add(entry.hits());
        }
        waiting.clear();
        wordLines = 0;
    }
}
