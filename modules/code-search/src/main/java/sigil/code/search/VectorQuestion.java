package sigil.code.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Asks for the vector of a query, and gives up soon: the words are there without it. An endpoint that failed is left alone for a while. */
final class VectorQuestion {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Of the time of a call the other parts are for the answer. */
    private static final int PART = 4;
    private static final long LEFT_ALONE_NANOS = Duration.ofSeconds(15).toNanos();

    private final Embedder embedder;
    private final AtomicLong failedAt = new AtomicLong();
    private final AtomicReference<String> failure = new AtomicReference<>("");

    VectorQuestion(Embedder embedder) {
        this.embedder = embedder;
    }

    /** The vector, or why there is none. */
    record Answer(Optional<float[]> vector, String why) {
    }

    Answer of(String text, Duration budget) {
        var known = failure.get();
        if (!known.isEmpty() && System.nanoTime() - failedAt.get() < LEFT_ALONE_NANOS) {
            return new Answer(Optional.empty(), known);
        }
        try {
            var part = budget.dividedBy(PART);
            var vector = embedder.embed(List.of(text), part.compareTo(LONGEST) < 0 ? part : LONGEST).getFirst();
            failure.set("");
            return new Answer(Optional.of(vector), "");
        } catch (EmbeddingFailed e) {
            failedAt.set(System.nanoTime());
            failure.set(e.getMessage());
            return new Answer(Optional.empty(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Optional.empty(), "the call was interrupted");
        }
    }
}
