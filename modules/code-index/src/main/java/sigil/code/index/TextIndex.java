package sigil.code.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;

/**
 * The index of text in a directory of its own. One process writes it; others read what was saved.
 *
 * <p>Changes are seen by snapshots taken after {@link #publish}, and outlive the process after {@link #save}. Memory is bounded: about
 * 20 MB while files are put in, whatever their number.
 */
public final class TextIndex implements AutoCloseable {

    private final PrivateDirectory directory;
    private final Optional<IndexWriter> writer;
    private final AtomicReference<SharedReader> current;
    private final String setAside;
    private final ThreadLocal<Trigrams> trigrams = ThreadLocal.withInitial(Trigrams::new);

    TextIndex(PrivateDirectory directory, Optional<IndexWriter> writer, DirectoryReader reader, String setAside) {
        this.directory = directory;
        this.writer = writer;
        this.current = new AtomicReference<>(new SharedReader(reader));
        this.setAside = setAside;
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
        return TextIndexOpening.toWrite(directory);
    }

    /**
     * Opens what another process saved, for reading. {@link #publish} then looks for something newer.
     *
     * @param directory where
     * @return the index, or empty if there is none that can be read
     * @throws IOException if the directory cannot be used
     */
    public static Optional<TextIndex> openToRead(Path directory) throws IOException {
        return TextIndexOpening.toRead(directory);
    }

    /** @return why what was there before was set aside; empty if it was not */
    public String setAside() {
        return setAside;
    }

    /** @return whether this process writes it */
    public boolean writable() {
        return writer.isPresent();
    }

    private IndexWriter writer() {
        return writer.orElseThrow(() -> new IllegalStateException("the index is open for reading"));
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
        changing(() -> writer().updateDocument(new Term("key", key), document));
    }

    /**
     * Takes a file out.
     *
     * @param repository the name of its repository
     * @param path       its path
     * @throws IOException as in {@link #put}
     */
    public void remove(String repository, String path) throws IOException {
        changing(() -> writer().deleteDocuments(new Term("key", Key.of(repository, path))));
    }

    /**
     * Takes all files beneath a directory out.
     *
     * @param repository the name of its repository
     * @param directory  its path; empty for the whole repository
     * @throws IOException as in {@link #put}
     */
    public void removeBeneath(String repository, String directory) throws IOException {
        changing(() -> writer().deleteDocuments(new PrefixQuery(new Term("key", Key.beneath(repository, directory)))));
    }

    private interface Change {
        void run() throws IOException;
    }

    private static void changing(Change change) throws IOException {
        try {
            change.run();
        } catch (IllegalStateException e) {
            // the engine closes itself after a failure to write, and says so in an exception of its own
            throw new IOException("the index can no longer be written", e);
        }
    }

    /**
     * Lets later snapshots see what was changed so far.
     *
     * @throws IOException as in {@link #put}
     */
    public synchronized void publish() throws IOException {
        var now = current.get();
        changing(() -> {
            var newer = writer.isPresent() ? DirectoryReader.openIfChanged(now.reader(), writer()) : DirectoryReader.openIfChanged(now.reader());
            if (newer != null) {
                current.set(new SharedReader(newer));
                now.release();
            }
        });
    }

    /**
     * Writes everything so far to the disk so that it outlives the process.
     *
     * @throws IOException as in {@link #put}
     */
    public void save() throws IOException {
        changing(() -> {
            writer().setLiveCommitData(IndexFormat.written().entrySet());
            writer().commit();
        });
    }

    /**
     * What the index says now. It is cheap, does not change, and must be closed.
     *
     * @return a snapshot
     */
    public IndexSnapshot snapshot() {
        while (true) {
            var now = current.get();
            if (now.keep()) {
                return new IndexSnapshot(now);
            }
            if (now == current.get()) {
                throw new IllegalStateException("the index is closed");
            }
        }
    }

    /** @return bytes on the disk */
    public long sizeBytes() {
        try {
            long bytes = 0;
            for (var file : directory.listAll()) {
                try {
                    bytes += directory.fileLength(file);
                } catch (NoSuchFileException e) {
                    // merged away meanwhile
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("the index cannot be listed", e);
        }
    }

    /** Closes it; what was not saved is lost, and snapshots that are open stay usable. */
    @Override
    public void close() throws IOException {
        current.get().release();
        if (writer.isPresent()) {
            writer.get().rollback();
        }
        directory.close();
    }
}
