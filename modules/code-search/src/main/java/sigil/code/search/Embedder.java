package sigil.code.search;

import java.time.Duration;
import java.util.List;

/** Makes vectors of texts, such that texts of like meaning have vectors of like direction. May be asked by several threads. */
public interface Embedder extends AutoCloseable {

    /** The longest vector that can be kept. */
    int LONGEST_VECTOR = 1_024;

    /** @return what makes the vectors, for an owner to read; vectors of two different ones cannot be compared */
    String model();

    /** @return 1 or more: how many texts to send at once */
    int batch();

    /**
     * Makes vectors.
     *
     * @param texts    not empty; at most {@link #batch}
     * @param patience how long it may take
     * @return a vector for each text, in order, all of one length from 1 to {@link #LONGEST_VECTOR}, of finite numbers that are not all zero
     * @throws EmbeddingFailed      if it has none, for whatever reason
     * @throws InterruptedException if the thread is interrupted
     */
    List<float[]> embed(List<String> texts, Duration patience) throws EmbeddingFailed, InterruptedException;

    /** Lets whoever waits for vectors fail, and whoever asks for them later. */
    @Override
    void close();
}
