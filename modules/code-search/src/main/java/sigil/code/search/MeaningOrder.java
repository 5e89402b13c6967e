package sigil.code.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import sigil.code.index.ChunkHit;
import sigil.code.index.ChunkQuery;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.ChunkSymbol;

/** In which order an answer shows what an index found. */
public final class MeaningOrder {

    /** Chunks that are looked at for a place that is given: tests are put back, and some are gone. */
    static final int LOOKED_AT = 5;
    private static final double TEST = 0.8;
    private static final double FURTHER = 0.9;
    /** Whoever writes this word, in any of its forms, means a test. */
    private static final String TESTS = Stem.of("test");
    /**
     * Of reciprocal rank fusion (Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
     * methods", 2009), where it was chosen.
     */
    private static final float RANK_OFFSET = 60;

    private MeaningOrder() {
    }

    /**
     * The chunks that fit best. Tests speak of everything: they come after what they test, unless the query asks for tests. What stands in one file
     * says much the same: each further chunk of it counts a little less than the one before.
     *
     * @param snapshot where to look
     * @param asked    what for
     * @param places   1 or more: how many places will be given at most
     * @return several times as many chunks, if there are so many, best first
     */
    public static List<ChunkHit> best(ChunkSnapshot snapshot, ChunkQuery asked, int places) {
        return weighed(snapshot.best(asked, places * LOOKED_AT), asked);
    }

    private static List<ChunkHit> weighed(List<ChunkHit> hits, ChunkQuery asked) {
        boolean tests = asked.terms().stream().anyMatch(term -> TESTS.equals(term.word()));
        var before = new HashMap<String, Integer>();
        var scores = new IdentityHashMap<ChunkHit, Double>();
        for (var hit : hits) {
            int number = before.merge(hit.repository() + '/' + hit.path(), 1, Integer::sum) - 1;
            scores.put(hit, hit.score() * Math.pow(FURTHER, number) * (!tests && FileRank.isTest(hit.path()) ? TEST : 1));
        }
        return hits.stream().sorted(Comparator.comparing(scores::get, Comparator.reverseOrder())).toList();
    }

    private record Place(String repository, String path, int firstLine, int lastLine, ChunkSymbol symbol) {
        static Place of(ChunkHit hit) {
            return new Place(hit.repository(), hit.path(), hit.firstLine(), hit.lastLine(), hit.symbol());
        }
    }

    /** One order of two, by the ranks alone: scores of words and of vectors are not to be compared. */
    static List<ChunkHit> fused(List<ChunkHit> words, List<ChunkHit> near, ChunkQuery asked) {
        var nearest = weighed(near, asked);
        Map<Place, Float> scores = new HashMap<>();
        Map<Place, ChunkHit> hits = new HashMap<>();
        for (var list : List.of(words, nearest)) {
            for (int i = 0; i < list.size(); i++) {
                var place = Place.of(list.get(i));
                scores.merge(place, 1 / (RANK_OFFSET + i + 1), Float::sum);
                hits.putIfAbsent(place, list.get(i));
            }
        }
        var all = new ArrayList<Place>();
        // those that both found in the order of the words, the others as they come
        words.forEach(hit -> all.add(Place.of(hit)));
        nearest.stream().map(Place::of).filter(place -> !all.contains(place)).forEach(all::add);
        all.sort(Comparator.comparing(scores::get, Comparator.reverseOrder()));
        return all.stream().map(hits::get).toList();
    }
}
