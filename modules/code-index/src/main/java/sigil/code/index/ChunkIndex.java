package sigil.code.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.util.BytesRef;

/**
 * The index of chunks, for search by meaning: which words stand in which lines, and which files define which names. It lies in a directory of
 * its own, beside the index of text, and holds words, never the text.
 *
 * <p>One process writes it; others read what was saved. Changes are seen by snapshots taken after {@link #publish}, and outlive the process
 * after {@link #save}. A file is replaced as a whole, with all its chunks.
 */
public final class ChunkIndex implements AutoCloseable {

    private static final double BUFFER_MEGABYTES = 16;
    /** In each document, so that a file is taken out with all its chunks. */
    static final String OF_FILE = "of";
    /** Only in documents of files. */
    static final String KEY = "key";
    static final String DEFINITION = "definition";
    /** Only in documents of chunks. */
    static final String IN_FILE = "in";
    static final String REPOSITORY = "repository";
    static final String FIRST = "first";
    static final String LAST = "last";
    static final String SYMBOL = "symbol";
    static final String DIGEST = "digest";
    private static final FieldType WORDS = words();

    private final EngineStore store;

    private ChunkIndex(EngineStore store) {
        this.store = store;
    }

    private static FieldType words() {
        var type = new FieldType();
        type.setTokenized(true);
        // how often a word stands somewhere counts, and how many there are; where it stands does not
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /**
     * Opens an index for writing, and makes it where there is none. One that is damaged, or was written by another version, is set aside
     * (beside it, until the next one is) and begun anew.
     *
     * @param directory where; made for its owner alone
     * @param version   of what makes the words and chunks: an index of another one is begun anew
     * @return the index
     * @throws IndexInUse  if it is being written elsewhere
     * @throws IOException if the directory cannot be used, such as a full disk
     */
    public static ChunkIndex open(Path directory, String version) throws IOException {
        return new ChunkIndex(EngineStore.open(directory, kind(version)));
    }

    /**
     * Opens what another process saved, for reading. {@link #publish} then looks for something newer.
     *
     * @param directory where
     * @param version   of what makes the words and chunks
     * @return the index, or empty if there is none that can be read
     * @throws IOException if the directory cannot be used
     */
    public static Optional<ChunkIndex> openToRead(Path directory, String version) throws IOException {
        return EngineStore.openToRead(directory, kind(version)).map(ChunkIndex::new);
    }

    /**
     * An index in memory, which is gone when it is closed.
     *
     * @return an empty one
     * @throws IOException never, as far as is known
     */
    public static ChunkIndex inMemory() throws IOException {
        return new ChunkIndex(EngineStore.inMemory(kind("")));
    }

    private static EngineStore.Kind kind(String version) {
        return new EngineStore.Kind("chunks", Map.of("format", "1", "words", version), BUFFER_MEGABYTES);
    }

    /** @return why what was there before was set aside; empty if it was not */
    public String setAside() {
        return store.setAside();
    }

    /** @return whether this process writes it */
    public boolean writable() {
        return store.writable();
    }

    /**
     * Puts a file in, instead of what was known of it.
     *
     * @param file which
     * @throws IOException if it cannot be written; the index is then closed for writing, and can be opened again
     */
    public void put(ChunkedFile file) throws IOException {
        var key = Key.of(file.repository(), file.path());
        var documents = new ArrayList<Iterable<? extends IndexableField>>();
        for (var chunk : file.chunks()) {
            documents.add(document(file, key, chunk));
        }
        documents.add(document(file, key));
        store.change(writer -> writer.updateDocuments(new Term(OF_FILE, key), documents));
    }

    private static Document document(ChunkedFile file, BytesRef key) {
        var document = new Document();
        document.add(new StringField(OF_FILE, key, Field.Store.NO));
        document.add(new SortedDocValuesField(KEY, key));
        document.add(new NumericDocValuesField("kind", file.kind().ordinal()));
        document.add(new NumericDocValuesField("size", file.stamp().size()));
        document.add(new NumericDocValuesField("mtime", file.stamp().mtimeNanos()));
        document.add(new NumericDocValuesField("inode", file.stamp().inode()));
        for (var name : file.definitions()) {
            document.add(new StringField(DEFINITION, name, Field.Store.NO));
        }
        return document;
    }

    private static Document document(ChunkedFile file, BytesRef key, Chunk chunk) {
        var document = new Document();
        document.add(new StringField(OF_FILE, key, Field.Store.NO));
        document.add(new StringField(REPOSITORY, file.repository(), Field.Store.NO));
        document.add(new SortedDocValuesField(IN_FILE, key));
        document.add(new NumericDocValuesField(FIRST, chunk.firstLine()));
        document.add(new NumericDocValuesField(LAST, chunk.lastLine()));
        document.add(new SortedDocValuesField(SYMBOL, new BytesRef(chunk.symbol().written())));
        document.add(new StringField(DIGEST, chunk.digest(), Field.Store.NO));
        document.add(new SortedDocValuesField(DIGEST, new BytesRef(chunk.digest())));
        chunk.words().forEach((field, words) -> {
            if (!words.isEmpty()) {
                document.add(new Field(field.field(), new WordStream(words), WORDS));
            }
        });
        return document;
    }

    /**
     * Takes a file out.
     *
     * @param repository the name of its repository
     * @param path       its path
     * @throws IOException as in {@link #put}
     */
    public void remove(String repository, String path) throws IOException {
        store.change(writer -> writer.deleteDocuments(new Term(OF_FILE, Key.of(repository, path))));
    }

    /**
     * Takes all files of a repository out.
     *
     * @param repository its name
     * @throws IOException as in {@link #put}
     */
    public void removeAll(String repository) throws IOException {
        store.change(writer -> writer.deleteDocuments(new PrefixQuery(new Term(OF_FILE, Key.beneath(repository, "")))));
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

    /**
     * What the index says now. It is cheap, does not change, and must be closed.
     *
     * @return a snapshot
     */
    public ChunkSnapshot snapshot() {
        return new ChunkSnapshot(store.keep());
    }

    /** @return bytes on the disk, or in memory where it is there */
    public long sizeBytes() {
        return store.sizeBytes();
    }

    /** Closes it; what was not saved is lost, and snapshots that are open stay usable. */
    @Override
    public void close() throws IOException {
        store.close();
    }
}
