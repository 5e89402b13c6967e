package sigil.code.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * The vectors of texts, by the digests of the texts. It knows neither files nor lines: a text that moves, or comes back with another branch, has its
 * vector already. It lies in a directory of its own, beside the index of chunks.
 *
 * <p>One process writes it; others read what was saved.
 */
public final class VectorIndex implements AutoCloseable {

    private static final double BUFFER_MEGABYTES = 16;
    static final String DIGEST = "digest";
    static final String VECTOR = "vector";

    private final EngineStore store;

    private VectorIndex(EngineStore store) {
        this.store = store;
    }

    private static EngineStore.Kind kind(String model) {
        return new EngineStore.Kind("vectors", Map.of("format", "1", "model", model), BUFFER_MEGABYTES);
    }

    /**
     * Opens an index for writing, and makes it where there is none. One that is damaged, or is of another model, is set aside and begun anew.
     *
     * @param directory where; made for its owner alone
     * @param model     what makes the vectors: those of two models cannot be compared
     * @return the index
     * @throws IndexInUse  if it is being written elsewhere
     * @throws IOException if the directory cannot be used, such as a full disk
     */
    public static VectorIndex open(Path directory, String model) throws IOException {
        return new VectorIndex(EngineStore.open(directory, kind(model)));
    }

    /**
     * Opens what another process saved, for reading. {@link #publish} then looks for something newer.
     *
     * @param directory where
     * @param model     what must have made the vectors
     * @return the index, or empty if there is none that can be read
     * @throws IOException if the directory cannot be used
     */
    public static Optional<VectorIndex> openToRead(Path directory, String model) throws IOException {
        return EngineStore.openToRead(directory, kind(model)).map(VectorIndex::new);
    }

    /** @return why what was there before was set aside; empty if it was not */
    public String setAside() {
        return store.setAside();
    }

    /**
     * Puts a vector in, instead of one that the text had.
     *
     * @param digest of the text
     * @param vector as long as all others, not all zeros
     * @throws IOException if it cannot be written; the index is then closed for writing, and can be opened again
     */
    public void put(String digest, float[] vector) throws IOException {
        var document = new Document();
        document.add(new StringField(DIGEST, digest, Field.Store.NO));
        document.add(new SortedDocValuesField(DIGEST, new BytesRef(digest)));
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.COSINE));
        store.change(writer -> writer.updateDocument(new Term(DIGEST, digest), document));
    }

    /**
     * Takes vectors out.
     *
     * @param digests of which texts
     * @throws IOException as in {@link #put}
     */
    public void remove(Collection<String> digests) throws IOException {
        var terms = digests.stream().map(digest -> new Term(DIGEST, digest)).toArray(Term[]::new);
        store.change(writer -> writer.deleteDocuments(terms));
    }

    /**
     * Takes all out; what comes then may have another length.
     *
     * @throws IOException as in {@link #put}
     */
    public void clear() throws IOException {
        store.change(writer -> writer.deleteAll());
        store.publish();
    }

    /**
     * Lets later snapshots see what was changed so far.
     *
     * @throws IOException as in {@link #put}
     */
    public void publish() throws IOException {
        store.publish();
    }

    /**
     * Writes everything so far to the disk so that it outlives the process.
     *
     * @throws IOException as in {@link #put}
     */
    public void save() throws IOException {
        store.save();
    }

    /** @return what the index says now, to be closed */
    public VectorSnapshot snapshot() {
        return new VectorSnapshot(store.keep());
    }

    /** @return bytes on the disk */
    public long sizeBytes() {
        return store.sizeBytes();
    }

    /** Closes it; what was not saved is lost, and snapshots that are open stay usable. */
    @Override
    public void close() throws IOException {
        store.close();
    }
}
