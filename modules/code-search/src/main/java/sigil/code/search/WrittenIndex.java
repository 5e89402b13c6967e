package sigil.code.search;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import sigil.code.index.IndexSnapshot;
import sigil.code.index.NewFile;
import sigil.code.index.TextIndex;

/** The index while this process writes it: when what was done is shown and saved. */
final class WrittenIndex {

    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PUBLISH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long MOST_PUBLISH_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final TextIndex index;
    private volatile boolean unsaved;
    private long savedAt = System.nanoTime();
    private long publishedAt;
    private long publishAfter = PUBLISH_NANOS;

    /** Begins to write; the index itself is not closed with this. */
    WrittenIndex(TextIndex index) {
        this.index = index;
    }

    IndexSnapshot snapshot() {
        return index.snapshot();
    }

    void put(NewFile file) throws IOException {
        unsaved = true;
        index.put(file);
    }

    void remove(String repository, String path) throws IOException {
        unsaved = true;
        index.remove(repository, path);
    }

    void removeBeneath(String repository, String directory) throws IOException {
        unsaved = true;
        index.removeBeneath(repository, directory);
    }

    void publish() throws IOException {
        index.publish();
        publishedAt = System.nanoTime();
    }

    /** From now on, for a while, it is shown often what is done; later less and less, since each time costs a segment of its own. */
    void begin() {
        publishedAt = System.nanoTime();
        publishAfter = PUBLISH_NANOS;
    }

    /** Shows what was done if that is due. */
    void publishNowAndThen() throws IOException {
        if (System.nanoTime() - publishedAt > publishAfter) {
            publish();
            publishAfter = Math.min(2 * publishAfter, MOST_PUBLISH_NANOS);
        }
    }

    boolean unsaved() {
        return unsaved;
    }

    /** Saves if there is anything to save. */
    void save() throws IOException {
        if (unsaved) {
            index.save();
            unsaved = false;
            savedAt = System.nanoTime();
        }
    }

    /** Saves if that is due. */
    void saveNowAndThen() throws IOException {
        if (System.nanoTime() - savedAt > SAVE_NANOS) {
            save();
        }
    }
}
