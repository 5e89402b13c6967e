package sigil.code.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import sigil.code.index.VectorIndex;

/** Collects texts until they are worth a request, and keeps the vectors that come. For one round of one thread. */
final class VectorBatch {

    private static final String PROBE = "length";

    private final Embedder embedder;
    private final VectorIndex written;
    private final Consumer<String> events;
    private final Duration patience;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private int dimension;
    private boolean begunAnew;
    private boolean sent;

    VectorBatch(Embedder embedder, VectorIndex written, int dimension, Consumer<String> events, Duration patience) {
        this.embedder = embedder;
        this.written = written;
        this.dimension = dimension;
        this.events = events;
        this.patience = patience;
    }

    void add(String digest, String text) throws IOException, EmbeddingFailed, InterruptedException {
        texts.put(digest, text);
        if (texts.size() == embedder.batch()) {
            send();
        }
    }

    /** Sends what is there. */
    void send() throws IOException, EmbeddingFailed, InterruptedException {
        if (texts.isEmpty()) {
            return;
        }
        var digests = new ArrayList<>(texts.keySet());
        var vectors = embedder.embed(List.copyOf(texts.values()), patience);
        texts.clear();
        sent = true;
        length(vectors.getFirst().length);
        for (int i = 0; i < digests.size(); i++) {
            written.put(digests.get(i), vectors.get(i));
        }
    }

    /** Asks how long vectors are now, if there are any of before. */
    void check() throws IOException, EmbeddingFailed, InterruptedException {
        if (dimension != 0) {
            length(embedder.embed(List.of(PROBE), patience).getFirst().length);
        }
    }

    private void length(int length) throws IOException {
        if (dimension != 0 && dimension != length) {
            // the same name, another model: what there is cannot be compared with it
            events.accept("The vectors are made anew: those of " + embedder.model() + " have " + length + " numbers now, not " + dimension + ".");
            written.clear();
            begunAnew = true;
        }
        dimension = length;
    }

    /** Whether the endpoint made any. */
    boolean sent() {
        return sent;
    }

    /** Whether vectors that were there are gone, so that there is more to do. */
    boolean begunAnew() {
        return begunAnew;
    }
}
