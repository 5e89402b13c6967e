package sigil.code.search;

import java.time.Duration;
import java.util.List;
import sigil.code.index.ChunkHit;
import sigil.code.index.ChunkQuery;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.VectorSnapshot;

/** What vectors add to a search by words: chunks that mean what was asked, whatever their words are. */
public final class MeaningVectors {

    /** When a filter refuses most of what is near, so many times more are looked at. */
    private static final int WIDER = 8;
    private static final int WIDEST = 4_000;

    private final VectorIndexer indexer;
    private final VectorQuestion question;

    /**
     * Vectors for searches.
     *
     * @param indexer  has them; is not closed with them
     * @param embedder makes those of queries; the same that makes those of chunks
     */
    public MeaningVectors(VectorIndexer indexer, Embedder embedder) {
        this.indexer = indexer;
        this.question = new VectorQuestion(embedder);
    }

    /** The chunks nearest to a text, or why there are none. */
    record Near(List<ChunkHit> hits, String why) {
    }

    Near near(String text, ChunkQuery where, ChunkSnapshot chunks, int most, Duration budget) {
        var open = indexer.snapshot();
        if (open.isEmpty()) {
            return new Near(List.of(), "there is no vector yet");
        }
        try (var vectors = open.get()) {
            if (vectors.count() == 0) {
                return new Near(List.of(), "there is no vector yet");
            }
            var asked = question.of(text, budget);
            if (asked.vector().isEmpty()) {
                return new Near(List.of(), asked.why());
            }
            var vector = asked.vector().get();
            if (vector.length != vectors.dimension()) {
                indexer.doubt();
                return new Near(List.of(), "the model gives vectors of another length than before, and they are made anew");
            }
            return new Near(nearest(vector, vectors, where, chunks, most), "");
        }
    }

    private static List<ChunkHit> nearest(float[] vector, VectorSnapshot vectors, ChunkQuery where, ChunkSnapshot chunks, int most) {
        for (int wanted = most; ; wanted *= WIDER) {
            var digests = vectors.nearest(vector, Math.min(wanted, vectors.count()));
            var hits = chunks.of(digests, where, most);
            if (hits.size() >= most || wanted >= Math.min(WIDEST, vectors.count())) {
                return hits;
            }
        }
    }
}
