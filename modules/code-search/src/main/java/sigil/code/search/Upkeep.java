package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps an open index in step with the files. For one thread. */
final class Upkeep {

    private static final Duration COMPARE_AGAIN = Duration.ofMinutes(10);

    private final Shelves shelves;
    private final PathGate gate;
    private final WrittenIndex written;
    private final FileIndexer files;
    private final int largestFile;
    private final Alarm alarm;

    /**
     * An upkeep.
     *
     * @param largestFile larger files are not read
     */
    Upkeep(Shelves shelves, PathGate gate, WrittenIndex written, int largestFile, Alarm alarm) {
        this.shelves = shelves;
        this.gate = gate;
        this.written = written;
        this.files = new FileIndexer(written, largestFile);
        this.largestFile = largestFile;
        this.alarm = alarm;
    }

    /** Until it is closed, and saves then. */
    void run() throws IOException {
        long comparedAt = System.nanoTime();
        shelves.all().forEach(Shelf::lookAtEverything);
        forgetOthers();
        while (alarm.goOn()) {
            if (shelves.othersBefore()) {
                forgetOthers();
            }
            boolean due = System.nanoTime() - comparedAt > COMPARE_AGAIN.toNanos();
            comparedAt = due ? System.nanoTime() : comparedAt;
            for (var shelf : shelves.all()) {
                // what was current stays it meanwhile: this only looks for what nobody told
                if (due || !shelf.reconciled()) {
                    compare(shelf);
                }
            }
            lookAtDirty();
            written.saveNowAndThen();
            alarm.rest(Duration.ofMillis(written.unsaved() || shelves.all().stream().anyMatch(shelf -> shelf.dirtyCount() > 0) ? 100 : 1000));
        }
        written.save();
    }

    private void forgetOthers() throws IOException {
        List<String> known;
        try (var snapshot = written.snapshot()) {
            known = snapshot.repositories();
        }
        for (var name : known) {
            if (shelves.find(name).isEmpty()) {
                written.removeBeneath(name, "");
            }
        }
    }

    private void compare(Shelf shelf) throws IOException {
        long asked = shelf.asked();
        if (!shelf.repository().reachable()) {
            // a disk that is not there has not lost its files
            alarm.rest(Duration.ofSeconds(1));
            return;
        }
        shelf.met(new Shelf.Met(0, 0));
        if (shelf.anewBefore()) {
            written.removeBeneath(shelf.repository().name(), "");
            // what is compared with is what was published
            written.publish();
        }
        if (compare(shelf, "")) {
            written.publish();
            shelf.reconciled(asked);
            written.save();
        }
    }

    /** Whether it came to its end. */
    private boolean compare(Shelf shelf, String directory) throws IOException {
        if (!(gate.open(shelf.repository(), directory) instanceof Passage.OpenedFolder start)) {
            return false;
        }
        written.begin();
        try (var snapshot = written.snapshot(); var cursor = new FolderCursor(shelf.repository().root())) {
            shelf.entering(directory);
            var comparison = new Comparison(shelf, directory, written, snapshot, files, largestFile, cursor, this::goOn);
            boolean whole = new Walk(gate, shelf.repository(), true, Integer.MAX_VALUE, comparison).from(start);
            if (whole) {
                comparison.end();
            }
            return whole;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException e) {
            if (!shelf.repository().reachable()) {
                return false;
            }
            throw e;
        }
    }

    /** Between two files: shows what was done, and answers whether to go on. */
    private boolean goOn() {
        try {
            boolean on = alarm.goOn();
            written.publishNowAndThen();
            return on;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lookAtDirty() throws IOException {
        for (var shelf : shelves.all()) {
            var due = shelf.due();
            if (!due.isEmpty() && !alarm.closed()) {
                var done = new ArrayList<Map.Entry<String, Shelf.Look>>();
                try (var cursor = new FolderCursor(gate, shelf.repository())) {
                    for (var entry : due) {
                        look(shelf, entry.getKey(), cursor);
                        done.add(entry);
                    }
                } catch (IOException e) {
                    if (shelf.repository().reachable()) {
                        throw e;
                    }
                }
                written.publish();
                done.forEach(entry -> shelf.looked(entry.getKey(), entry.getValue()));
            }
        }
    }

    private void look(Shelf shelf, String path, FolderCursor cursor) throws IOException {
        var repository = shelf.repository().name();
        boolean directory;
        try {
            directory = cursor.attributes(path).isDirectory();
        } catch (IOException e) {
            // gone, or not served any more; one that cannot be read is met by the next comparison
            written.remove(repository, path);
            written.removeBeneath(repository, path);
            shelf.readable(path);
            shelf.entering(path);
            directory = false;
        }
        if (directory) {
            written.remove(repository, path);
            compare(shelf, path);
        } else {
            written.removeBeneath(repository, path);
            files.put(shelf, path, cursor);
        }
        if (path.equals(".gitignore") || path.endsWith("/.gitignore")) {
            compare(shelf, path.substring(0, Math.max(0, path.length() - ".gitignore".length() - 1)));
        }
    }
}
