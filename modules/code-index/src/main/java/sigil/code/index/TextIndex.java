package sigil.code.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;

/**
 * The index of text in a directory of its own. One process writes it; others read what was saved.
 *
 * <p>Changes are seen by snapshots taken after {@link #publish}, and outlive the process after {@link #save}. Memory is bounded: about
 * 20 MB while files are put in, whatever their number.
 */
public final class TextIndex implements AutoCloseable {

    /** Raised whenever what is written changes its meaning. */
    private static final String FORMAT = "1";
    private static final double BUFFER_MEGABYTES = 16;
    private static final FieldType GROUPS = present(true);
    private static final FieldType NAMES = present(false);

    private final PrivateDirectory directory;
    private final Optional<IndexWriter> writer;
    private final AtomicReference<SharedReader> current;
    private final String setAside;
    private final ThreadLocal<Trigrams> trigrams = ThreadLocal.withInitial(Trigrams::new);

    private TextIndex(PrivateDirectory directory, Optional<IndexWriter> writer, DirectoryReader reader, String setAside) {
        this.directory = directory;
        this.writer = writer;
        this.current = new AtomicReference<>(new SharedReader(reader));
        this.setAside = setAside;
    }

    /** A field of which only the presence of a term is kept. */
    private static FieldType present(boolean tokenized) {
        var type = new FieldType();
        type.setTokenized(tokenized);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.freeze();
        return type;
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
        PrivateDirectory.create(directory);
        var text = directory.resolve("text");
        for (int attempt = 0; ; attempt++) {
            var opened = PrivateDirectory.open(text);
            try {
                var fault = attempt == 0 ? fault(opened, text) : "";
                if (fault.isEmpty()) {
                    return write(opened, attempt == 0 ? "" : "what was there could not be read");
                }
                opened.close();
                setAside(text);
                return write(PrivateDirectory.open(text), fault);
            } catch (LockObtainFailedException e) {
                opened.close();
                throw new IndexInUse();
            } catch (IndexInUse e) {
                opened.close();
                throw e;
            } catch (IOException | RuntimeException e) {
                opened.close();
                if (attempt > 0 || e instanceof IOException && !Files.isWritable(text)) {
                    throw e;
                }
                setAside(text);
            }
        }
    }

    /**
     * Opens what another process saved, for reading. {@link #publish} then looks for something newer.
     *
     * @param directory where
     * @return the index, or empty if there is none that can be read
     * @throws IOException if the directory cannot be used
     */
    public static Optional<TextIndex> openToRead(Path directory) throws IOException {
        var text = directory.resolve("text");
        if (!Files.isDirectory(text)) {
            return Optional.empty();
        }
        var opened = PrivateDirectory.open(text);
        try {
            if (DirectoryReader.indexExists(opened) && version(opened).equals(written())) {
                return Optional.of(new TextIndex(opened, Optional.empty(), DirectoryReader.open(opened), ""));
            }
        } catch (IOException | RuntimeException e) {
            // what cannot be read is the business of the process that writes
        }
        opened.close();
        return Optional.empty();
    }

    private static TextIndex write(PrivateDirectory directory, String setAside) throws IOException {
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(3, 1);
        var config = new IndexWriterConfig(null).setRAMBufferSizeMB(BUFFER_MEGABYTES).setMergeScheduler(merges).setCommitOnClose(false);
        var writer = new IndexWriter(directory, config);
        try {
            writer.setLiveCommitData(Map.of("format", FORMAT, "folding", folding()).entrySet());
            if (!DirectoryReader.indexExists(directory)) {
                writer.commit();
            }
            return new TextIndex(directory, Optional.of(writer), DirectoryReader.open(writer), setAside);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** What is wrong with an index that nobody writes now; empty if nothing is, or there is none. */
    private static String fault(PrivateDirectory directory, Path path) throws IOException {
        try (var lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            if (!DirectoryReader.indexExists(directory)) {
                return foreign(path) ? "what was there is no index" : "";
            }
            if (!version(directory).equals(written())) {
                return "what was there was written by another version";
            }
            try (var reader = DirectoryReader.open(directory)) {
                for (var leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
            }
            return "";
        } catch (LockObtainFailedException e) {
            throw new IndexInUse();
        } catch (IOException | RuntimeException e) {
            return "what was there is damaged";
        }
    }

    private static boolean foreign(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (var file : files) {
                if (!file.getFileName().toString().equals(IndexWriter.WRITE_LOCK_NAME)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, String> version(PrivateDirectory directory) throws IOException {
        var data = SegmentInfos.readLatestCommit(directory).getUserData();
        return Map.of("format", data.getOrDefault("format", ""), "folding", data.getOrDefault("folding", ""));
    }

    private static Map<String, String> written() {
        return Map.of("format", FORMAT, "folding", folding());
    }

    /** The tables of letters are the Java platform's: another release may fold other letters. */
    private static String folding() {
        return String.valueOf(Runtime.version().feature());
    }

    private static void setAside(Path text) throws IOException {
        var aside = text.resolveSibling("set-aside");
        if (Files.exists(aside)) {
            try (var old = Files.walk(aside)) {
                for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.move(text, aside, StandardCopyOption.ATOMIC_MOVE);
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
        var document = new Document();
        document.add(new StringField("key", key, Field.Store.NO));
        document.add(new SortedDocValuesField("key", key));
        document.add(new NumericDocValuesField("kind", file.kind().ordinal()));
        document.add(new NumericDocValuesField("size", file.stamp().size()));
        document.add(new NumericDocValuesField("mtime", file.stamp().mtimeNanos()));
        document.add(new NumericDocValuesField("inode", file.stamp().inode()));
        if (!file.language().isEmpty()) {
            document.add(new StringField("language", file.language(), Field.Store.NO));
        }
        for (var name : file.definitions()) {
            document.add(new Field("definitions", new BytesRef(name), NAMES));
        }
        if (file.kind().isText()) {
            var groups = trigrams.get();
            groups.read(file.text(), file.from(), file.to());
            document.add(new Field("text", new TrigramStream(groups), GROUPS));
        }
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
            writer().setLiveCommitData(written().entrySet());
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
