package sigil.code.search;

import java.util.List;
import sigil.code.index.ChunkHit;
import sigil.code.index.ChunkQuery;
import sigil.code.index.ChunkSnapshot;

/** In which order an answer shows what an index found. */
public final class MeaningOrder {

    /** Chunks that are looked at for a place that is given: tests are put back, and some are gone. */
    private static final int LOOKED_AT = 5;
    private static final float TEST = 0.8f;
    /** Whoever writes this word, in any of its forms, means a test. */
    private static final String TESTS = Stem.of("test");

    private MeaningOrder() {
    }

    /**
     * The chunks that fit best. Tests speak of everything: they come after what they test, unless the query asks for tests.
     *
     * @param snapshot where to look
     * @param asked    what for
     * @param places   1 or more: how many places will be given at most
     * @return several times as many chunks, if there are so many, best first
     */
    public static List<ChunkHit> best(ChunkSnapshot snapshot, ChunkQuery asked, int places) {
        var hits = snapshot.best(asked, places * LOOKED_AT);
        boolean tests = asked.terms().stream().anyMatch(term -> TESTS.equals(term.word()));
        return tests ? hits : hits.stream().sorted((a, b) -> Float.compare(score(b), score(a))).toList();
    }

    private static float score(ChunkHit hit) {
        return FileRank.isTest(hit.path()) ? hit.score() * TEST : hit.score();
    }
}
