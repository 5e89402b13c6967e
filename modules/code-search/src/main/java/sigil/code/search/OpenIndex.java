package sigil.code.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import sigil.code.index.IndexInUse;
import sigil.code.index.TextIndex;

/** The index that is open, for writing or for reading, or why none is. Opened and closed by one thread, asked by any. */
final class OpenIndex {

    private final Path directory;
    private final Consumer<String> events;
    private volatile Optional<TextIndex> index = Optional.empty();
    private volatile String problem = "";
    private volatile boolean inUse;

    /**
     * None yet.
     *
     * @param events told what an owner should know
     */
    OpenIndex(Path directory, Consumer<String> events) {
        this.directory = directory;
        this.events = events;
    }

    Optional<TextIndex> now() {
        return index;
    }

    /** What keeps it from being written, fit for a caller; empty if nothing does. */
    String problem() {
        return problem;
    }

    /** Whether another process writes it. */
    boolean inUse() {
        return inUse;
    }

    /** What is there can be read before anybody knows who writes it. */
    void read() {
        try {
            index = TextIndex.openToRead(directory);
        } catch (IOException | RuntimeException e) {
            // said when it is opened for writing
        }
    }

    /** Opens it for writing; whether this process writes it now. If another one does, what that saved is read. */
    boolean write() throws IOException {
        try {
            var written = TextIndex.open(directory);
            shut();
            index = Optional.of(written);
            if (!written.setAside().isEmpty()) {
                events.accept("The index is built anew: " + written.setAside() + ".");
            }
            problem = "";
            inUse = false;
            return true;
        } catch (IndexInUse e) {
            if (index.isEmpty()) {
                index = TextIndex.openToRead(directory);
            } else {
                index.get().publish();
            }
            problem = "";
            inUse = true;
            return false;
        }
    }

    /** It could not be opened or written: it is closed, and that is said, once until it can be opened again. */
    void fail(Exception cause) {
        shut();
        var before = problem;
        // the exception may name paths of this machine, which are nobody's business
        problem = causedByFullDisk(cause) ? "the disk is full" : "the index cannot be written";
        if (!problem.equals(before)) {
            events.accept("Searches read the files for now: " + problem + ".");
        }
    }

    private static boolean causedByFullDisk(Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            if (at.getMessage() != null && at.getMessage().contains("No space left")) {
                return true;
            }
        }
        return false;
    }

    /** Closes it; what was not saved is lost. */
    void shut() {
        var before = index;
        index = Optional.empty();
        before.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                // what was saved is there
            }
        });
    }
}
