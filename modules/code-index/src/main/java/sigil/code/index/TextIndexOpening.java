package sigil.code.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.LockObtainFailedException;

/** How an index is opened, begun, and set aside where it cannot be used. */
final class TextIndexOpening {

    private static final double BUFFER_MEGABYTES = 16;

    private TextIndexOpening() {
    }

    /** See {@link TextIndex#open}. */
    static TextIndex toWrite(Path directory) throws IOException {
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

    /** See {@link TextIndex#openToRead}. */
    static Optional<TextIndex> toRead(Path directory) throws IOException {
        var text = directory.resolve("text");
        if (!Files.isDirectory(text)) {
            return Optional.empty();
        }
        var opened = PrivateDirectory.open(text);
        try {
            if (DirectoryReader.indexExists(opened) && IndexFormat.written().equals(IndexFormat.of(opened))) {
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
            writer.setLiveCommitData(IndexFormat.written().entrySet());
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
            if (!IndexFormat.written().equals(IndexFormat.of(directory))) {
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
}
