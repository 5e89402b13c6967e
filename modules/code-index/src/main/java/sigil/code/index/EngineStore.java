package sigil.code.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * An index of the engine in a directory of its own: who may write it, what happens to one that is damaged or foreign, what is seen and what
 * is saved. Of what it holds it knows nothing.
 */
final class EngineStore implements AutoCloseable {

    /**
     * What an index must have been written for to be read.
     *
     * @param name            of its directory
     * @param version         what its writer noted beside it
     * @param bufferMegabytes how much is kept in memory before it is written
     */
    record Kind(String name, Map<String, String> version, double bufferMegabytes) {
    }

    private final Kind kind;
    private final Directory directory;
    private final Optional<IndexWriter> writer;
    private final AtomicReference<SharedReader> current;
    private final String setAside;

    private EngineStore(Kind kind, Directory directory, Optional<IndexWriter> writer, DirectoryReader reader, String setAside) {
        this.kind = kind;
        this.directory = directory;
        this.writer = writer;
        this.current = new AtomicReference<>(new SharedReader(reader));
        this.setAside = setAside;
    }

    /** Opens for writing; what cannot be used is set aside beside it, until the next one is. */
    static EngineStore open(Path directory, Kind kind) throws IOException {
        return open(directory, kind, UnaryOperator.identity());
    }

    /** The same on a disk that is not as it should be. */
    static EngineStore open(Path directory, Kind kind, UnaryOperator<Directory> disk) throws IOException {
        PrivateDirectory.create(directory);
        var place = directory.resolve(kind.name());
        for (int attempt = 0; ; attempt++) {
            var opened = PrivateDirectory.open(place, disk);
            try {
                var fault = attempt == 0 ? fault(opened, place, kind) : "";
                if (fault.isEmpty()) {
                    return write(opened, kind, attempt == 0 ? "" : "what was there could not be read");
                }
                opened.close();
                setAside(place);
                return write(PrivateDirectory.open(place, disk), kind, fault);
            } catch (LockObtainFailedException e) {
                opened.close();
                throw new IndexInUse();
            } catch (IndexInUse e) {
                opened.close();
                throw e;
            } catch (IOException | RuntimeException e) {
                opened.close();
                if (attempt > 0 || e instanceof IOException && !Files.isWritable(place)) {
                    throw e;
                }
                setAside(place);
            }
        }
    }

    /** Opens what another process saved; empty if there is none that can be read. */
    static Optional<EngineStore> openToRead(Path directory, Kind kind) throws IOException {
        var place = directory.resolve(kind.name());
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        var opened = PrivateDirectory.open(place);
        try {
            if (DirectoryReader.indexExists(opened) && version(opened, kind).equals(kind.version())) {
                return Optional.of(new EngineStore(kind, opened, Optional.empty(), DirectoryReader.open(opened), ""));
            }
        } catch (IOException | RuntimeException e) {
            // what cannot be read is the business of the process that writes
        }
        opened.close();
        return Optional.empty();
    }

    /** One that is on no disk, and gone when it is closed. */
    static EngineStore inMemory(Kind kind) throws IOException {
        return write(new ByteBuffersDirectory(), kind, "");
    }

    private static EngineStore write(Directory directory, Kind kind, String setAside) throws IOException {
        var merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(3, 1);
        var config = new IndexWriterConfig(null).setRAMBufferSizeMB(kind.bufferMegabytes()).setMergeScheduler(merges).setCommitOnClose(false);
        var writer = new IndexWriter(directory, config);
        try {
            writer.setLiveCommitData(kind.version().entrySet());
            if (!DirectoryReader.indexExists(directory)) {
                writer.commit();
            }
            return new EngineStore(kind, directory, Optional.of(writer), DirectoryReader.open(writer), setAside);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** What is wrong with an index that nobody writes now; empty if nothing is, or there is none. */
    private static String fault(PrivateDirectory directory, Path path, Kind kind) throws IOException {
        try (var lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            if (!DirectoryReader.indexExists(directory)) {
                return foreign(path) ? "what was there is no index" : "";
            }
            if (!version(directory, kind).equals(kind.version())) {
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

    private static Map<String, String> version(PrivateDirectory directory, Kind kind) throws IOException {
        var version = new HashMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
        version.keySet().retainAll(kind.version().keySet());
        return version;
    }

    private static void setAside(Path place) throws IOException {
        var aside = place.resolveSibling(place.getFileName() + "-set-aside");
        if (Files.exists(aside)) {
            try (var old = Files.walk(aside)) {
                for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Why what was there before was set aside; empty if it was not. */
    String setAside() {
        return setAside;
    }

    /** Whether this process writes it. */
    boolean writable() {
        return writer.isPresent();
    }

    /** Something that is done with the writer. */
    interface Change {
        void run(IndexWriter writer) throws IOException;
    }

    /** Changes it. A failure closes it for writing; it can be opened again. */
    void change(Change change) throws IOException {
        var open = writer.orElseThrow(() -> new IllegalStateException("the index is open for reading"));
        try {
            change.run(open);
        } catch (AlreadyClosedException e) {
            // the engine closes itself after a failure to write, and says so in an exception of its own
            throw new IOException("the index can no longer be written", e);
        }
    }

    /** Lets later snapshots see what was changed so far. */
    synchronized void publish() throws IOException {
        var now = current.get();
        try {
            var newer = writer.isPresent() ? DirectoryReader.openIfChanged(now.reader(), writer.get()) : DirectoryReader.openIfChanged(now.reader());
            if (newer != null) {
                current.set(new SharedReader(newer));
                now.release();
            }
        } catch (AlreadyClosedException e) {
            throw new IOException("the index can no longer be written", e);
        }
    }

    /** Writes everything so far to the disk so that it outlives the process. */
    void save() throws IOException {
        change(open -> {
            open.setLiveCommitData(kind.version().entrySet());
            open.commit();
        });
    }

    /** What is seen now, to be released. */
    SharedReader keep() {
        while (true) {
            var now = current.get();
            if (now.keep()) {
                return now;
            }
            if (now == current.get()) {
                throw new IllegalStateException("the index is closed");
            }
        }
    }

    /** Bytes on the disk. */
    long sizeBytes() {
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

    /** Closes it; what was not saved is lost, and readers that are kept stay usable. */
    @Override
    public void close() throws IOException {
        current.get().release();
        if (writer.isPresent()) {
            writer.get().rollback();
        }
        directory.close();
    }
}
