package sigil.code.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import sigil.code.index.ChunkIndex;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.IndexInUse;

/** The index of chunks as it is open at the moment: opened and shut by one thread, asked by many. */
final class OpenChunks {

    private final Path directory;
    private final Consumer<String> events;
    private volatile Optional<ChunkIndex> index = Optional.empty();

    OpenChunks(Path directory, Consumer<String> events) {
        this.directory = directory;
        this.events = events;
    }

    Optional<ChunkIndex> now() {
        return index;
    }

    /** What is known now, to be closed; empty while there is no index. */
    Optional<ChunkSnapshot> snapshot() {
        try {
            return index.map(ChunkIndex::snapshot);
        } catch (IllegalStateException e) {
            // closed between one look and the next
            return Optional.empty();
        }
    }

    /** Opens it to read, if it is there; what was opened sees what was written since. */
    void read() throws IOException {
        if (index.isEmpty()) {
            index = ChunkIndex.openToRead(directory, Chunks.VERSION);
        } else {
            index.get().publish();
        }
    }

    /** Opens it to write; false if another process writes it, whose work is then read. */
    boolean write() throws IOException {
        try {
            var written = ChunkIndex.open(directory, Chunks.VERSION);
            shut();
            index = Optional.of(written);
            if (!written.setAside().isEmpty()) {
                events.accept("The index for search by meaning is built anew: " + written.setAside() + ".");
            }
            return true;
        } catch (IndexInUse e) {
            read();
            return false;
        }
    }

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
