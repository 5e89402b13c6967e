package sigil.code.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sigil.code.index.IndexSnapshot;
import sigil.code.index.NewFile;
import sigil.code.index.TextIndex;

/** The index while this process writes it, with those who are told the same. */
final class WrittenIndex implements AutoCloseable {

    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PUBLISH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final TextIndex index;
    private final List<TextConsumer> consumers = new ArrayList<>();
    private volatile boolean unsaved;
    private long savedAt = System.nanoTime();
    private long publishedAt;

    /** Begins to write; the index itself is not closed with this. */
    WrittenIndex(TextIndex index, List<TextConsumer> consumers) throws IOException {
        this.index = index;
        try {
            for (var consumer : consumers) {
                consumer.open();
                this.consumers.add(consumer);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    IndexSnapshot snapshot() {
        return index.snapshot();
    }

    /** Whether files must be read although the index knows them. */
    boolean lacks(String repository) {
        return consumers.stream().anyMatch(consumer -> consumer.lacks(repository));
    }

    void put(NewFile file) throws IOException {
        unsaved = true;
        index.put(file);
        for (var consumer : consumers) {
            consumer.put(file);
        }
    }

    void remove(String repository, String path) throws IOException {
        unsaved = true;
        index.remove(repository, path);
        for (var consumer : consumers) {
            consumer.remove(repository, path);
        }
    }

    void removeBeneath(String repository, String directory) throws IOException {
        unsaved = true;
        index.removeBeneath(repository, directory);
        for (var consumer : consumers) {
            consumer.removeBeneath(repository, directory);
        }
    }

    /** All of a repository was put in. */
    void complete(String repository) throws IOException {
        for (var consumer : consumers) {
            consumer.complete(repository);
        }
    }

    void publish() throws IOException {
        index.publish();
        for (var consumer : consumers) {
            consumer.publish();
        }
        publishedAt = System.nanoTime();
    }

    /** Shows what was done if that is due. */
    void publishNowAndThen() throws IOException {
        if (System.nanoTime() - publishedAt > PUBLISH_NANOS) {
            publish();
        }
    }

    boolean unsaved() {
        return unsaved;
    }

    /** Saves if there is anything to save. */
    void save() throws IOException {
        if (unsaved) {
            for (var consumer : consumers) {
                consumer.save();
            }
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

    @Override
    public void close() {
        consumers.forEach(TextConsumer::close);
    }
}
