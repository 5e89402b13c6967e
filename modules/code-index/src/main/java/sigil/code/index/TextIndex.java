package sigil.code.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.store.Directory;

/**
 * The index of text in a directory of its own. One process writes it; others read what was saved.
 *
 * <p>Changes are seen by snapshots taken after {@link #publish}, and outlive the process after {@link #save}. Memory is bounded: about
 * 60 MB while files are put in, whatever their number.
 */
public final class TextIndex implements AutoCloseable {

    /** Raised whenever what is written changes its meaning. */
    private static final String FORMAT = "2";
    private static final double BUFFER_MEGABYTES = 48;

    private final EngineStore store;
    private final ThreadLocal<Trigrams> trigrams = ThreadLocal.withInitial(Trigrams::new);

    private TextIndex(EngineStore store) {
        this.store = store;
    }

    /**
     * Opens an index for writing, and makes it where there is none. One that is damaged, or was written by another version, is set aside
     * (beside it, until the next one is) and begun anew.
     *
     * @param directory where; made for its owner alone
     * @return the index
     * @throws IndexInUse  if it is being written elsewhere
     * @throws IOException if the directory cannot be used, such as a full disk
     */
    public static TextIndex open(Path directory) throws IOException {
        return open(directory, UnaryOperator.identity());
    }

    /** The same on a disk that is not as it should be. */
    static TextIndex open(Path directory, UnaryOperator<Directory> disk) throws IOException {
        return new TextIndex(EngineStore.open(directory, kind(), disk));
    }

    /**
     * Opens what another process saved, for reading. {@link #publish} then looks for something newer.
     *
     * @param directory where
     * @return the index, or empty if there is none that can be read
     * @throws IOException if the directory cannot be used
     */
    public static Optional<TextIndex> openToRead(Path directory) throws IOException {
        return EngineStore.openToRead(directory, kind()).map(TextIndex::new);
    }

    /** The tables of letters are the Java platform's: another release may fold other letters. */
    private static EngineStore.Kind kind() {
        var version = Map.of("format", FORMAT, "folding", String.valueOf(Runtime.version().feature()));
        return new EngineStore.Kind("text", version, BUFFER_MEGABYTES);
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
    public void put(NewFile file) throws IOException {
        var key = Key.of(file.repository(), file.path());
        var document = FileDocument.of(file, key, trigrams.get());
        store.change(writer -> writer.updateDocument(new Term("key", key), document));
    }

    /**
     * Takes a file out.
     *
     * @param repository the name of its repository
     * @param path       its path
     * @throws IOException as in {@link #put}
     */
    public void remove(String repository, String path) throws IOException {
        store.change(writer -> writer.deleteDocuments(new Term("key", Key.of(repository, path))));
    }

    /**
     * Takes all files beneath a directory out.
     *
     * @param repository the name of its repository
     * @param directory  its path; empty for the whole repository
     * @throws IOException as in {@link #put}
     */
    public void removeBeneath(String repository, String directory) throws IOException {
        store.change(writer -> writer.deleteDocuments(new PrefixQuery(new Term("key", Key.beneath(repository, directory)))));
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
    public IndexSnapshot snapshot() {
        return new IndexSnapshot(store.keep());
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
