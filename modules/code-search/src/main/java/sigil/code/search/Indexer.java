package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sigil.code.index.IndexInUse;
import sigil.code.index.IndexSnapshot;
import sigil.code.index.TextIndex;

/**
 * Keeps the index in step with the repositories, on one thread of low priority. Whoever watches files tells it where to look again; what it
 * is not told it finds by comparing, at the start and every ten minutes.
 *
 * <p>No search waits for it, and none is wrong without it: {@link IndexedSearch} reads what the index does not know.
 */
public final class Indexer implements AutoCloseable {

    private static final Duration RETRY_IN_USE = Duration.ofSeconds(5);
    private static final Duration RETRY_FAILED = Duration.ofSeconds(30);
    private static final Duration COMPARE_AGAIN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration SAVE_AFTER = Duration.ofSeconds(5);
    private static final long PUBLISH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long BATCH_MILLIS = 10;

    private final Path directory;
    private final PathGate gate;
    private final int largestFile;
    private final Duration delay;
    private final Consumer<String> events;
    private final Repositories repositories;
    private volatile Map<String, Shelf> shelves = Map.of();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile Optional<TextIndex> index = Optional.empty();
    private volatile String problem = "";
    private volatile boolean others;
    private volatile boolean paused;
    private volatile boolean closed;
    private boolean unsaved;
    private long savedAt = System.nanoTime();
    private long publishedAt;

    /**
     * An indexer that begins after a while.
     *
     * @param repositories of which
     * @param gate         judges every path
     * @param directory    where the index lies; made for its owner alone
     * @param largestFile  1 to 1 GiB: larger files are not read
     * @param delay        how long it waits, so that a process that ends at once does nothing
     * @param events       told, on the indexer's thread, what an owner should know, in a sentence
     */
    public Indexer(Repositories repositories, PathGate gate, Path directory, int largestFile, Duration delay, Consumer<String> events) {
        Ranges.within("largestFile", largestFile, 1, 1 << 30);
        this.directory = directory;
        this.gate = gate;
        this.largestFile = largestFile;
        this.delay = delay;
        this.events = events;
        this.repositories = repositories;
        takeOver();
        repositories.onChange(this::takeOver);
        this.thread = Thread.ofPlatform().daemon().name("code-index").priority(Thread.MIN_PRIORITY).unstarted(this::run);
        thread.start();
    }

    /** Other repositories may be on offer: those that are the same keep what is known of them. */
    private synchronized void takeOver() {
        var before = shelves;
        var now = new TreeMap<String, Shelf>();
        for (var repository : repositories.all()) {
            var known = before.get(repository.name());
            now.put(repository.name(), known != null && known.repository().equals(repository) ? known : new Shelf(repository));
        }
        shelves = Collections.unmodifiableMap(now);
        others = true;
        wake.release();
    }

    /**
     * Something happened at these paths, or may have. Whether they are files, directories or gone is found out.
     *
     * @param repository its name; others are not known here and passed over
     * @param paths      repository-relative
     */
    public void lookAgain(String repository, Collection<String> paths) {
        shelf(repository).ifPresent(shelf -> {
            for (var path : paths) {
                if (path.isEmpty()) {
                    shelf.lookAtEverything();
                } else {
                    shelf.look(path);
                }
            }
            wake.release();
        });
    }

    /**
     * Something happened somewhere: events were lost, or rules changed that stand outside of the repository.
     *
     * @param repository its name
     */
    public void lookAtEverythingAgain(String repository) {
        lookAgain(repository, List.of(""));
    }

    /**
     * Whether somebody tells of every change from now on. Until then searches compare by themselves.
     *
     * @param repository its name
     * @param watched    whether it is so
     */
    public void watched(String repository, boolean watched) {
        shelf(repository).ifPresent(shelf -> {
            // what happened before somebody watched is found by comparing once more
            if (watched) {
                shelf.lookAtEverything();
            }
            shelf.watched(watched);
            wake.release();
        });
    }

    /** Rests until {@link #resume}; what is under way ends with its file. */
    public void pause() {
        paused = true;
    }

    /** Goes on. */
    public void resume() {
        paused = false;
        wake.release();
    }

    /**
     * How far it has come.
     *
     * @param repository its name
     * @return the state; as while it is opened if the repository is not known here, or not yet
     */
    public IndexState state(String repository) {
        var known = shelf(repository);
        if (known.isEmpty()) {
            return new IndexState(IndexState.Phase.OPENING, 0, 0, problem);
        }
        var shelf = known.get();
        int files = 0;
        try (var view = view(shelf.repository())) {
            files = view.snapshot().map(snapshot -> snapshot.counts(repository).all()).orElse(0);
        } catch (UncheckedIOException e) {
            // it is damaged: the thread will notice
        }
        var now = index;
        var phase = !problem.isEmpty() ? IndexState.Phase.FAILED
                : now.isEmpty() ? IndexState.Phase.OPENING
                : !now.get().writable() ? IndexState.Phase.READING
                : shelf.current() ? IndexState.Phase.CURRENT
                : shelf.reconciled() ? IndexState.Phase.COMPARED : IndexState.Phase.COMPARING;
        return new IndexState(phase, files, shelf.dirtyCount(), problem);
    }

    /** @return bytes of the index on the disk; 0 while it is not open */
    public long sizeBytes() {
        return index.map(TextIndex::sizeBytes).orElse(0L);
    }

    /** What a search needs: read first what is dirty, then the index. */
    record View(Optional<IndexSnapshot> snapshot, boolean current, List<String> dirty) implements AutoCloseable {
        @Override
        public void close() {
            snapshot.ifPresent(IndexSnapshot::close);
        }
    }

    View view(Repository repository) {
        var shelf = shelf(repository.name()).filter(known -> known.repository().equals(repository));
        boolean current = shelf.map(Shelf::current).orElse(false);
        var dirty = shelf.map(Shelf::dirty).orElse(List.of());
        var now = index;
        try {
            return now.isEmpty() ? new View(Optional.empty(), false, List.of())
                    : new View(Optional.of(now.get().snapshot()), current && now.get().writable(), dirty);
        } catch (IllegalStateException e) {
            // closed between one look and the next
            return new View(Optional.empty(), false, List.of());
        }
    }

    int largestFile() {
        return largestFile;
    }

    private Optional<Shelf> shelf(String repository) {
        return Optional.ofNullable(shelves.get(repository));
    }

    private void run() {
        long begin = System.nanoTime() + delay.toNanos();
        read();
        while (!closed && System.nanoTime() - begin < 0) {
            rest(Duration.ofNanos(begin - System.nanoTime()).plusMillis(1));
        }
        while (!closed) {
            try {
                if (open()) {
                    serve();
                } else {
                    rest(RETRY_IN_USE);
                }
            } catch (IOException | RuntimeException e) {
                fail(e);
                rest(RETRY_FAILED);
            }
        }
        shut();
    }

    /** What is there can be read before anybody knows who writes it. */
    private void read() {
        try {
            index = TextIndex.openToRead(directory);
        } catch (IOException | RuntimeException e) {
            // said when it is opened for writing
        }
    }

    /** Whether this process writes the index now. */
    private boolean open() throws IOException {
        try {
            var written = TextIndex.open(directory);
            shut();
            index = Optional.of(written);
            if (!written.setAside().isEmpty()) {
                events.accept("The index is built anew: " + written.setAside() + ".");
            }
            problem = "";
            return true;
        } catch (IndexInUse e) {
            if (index.isEmpty()) {
                index = TextIndex.openToRead(directory);
            } else {
                index.get().publish();
            }
            problem = "";
            return false;
        }
    }

    private void fail(Exception cause) {
        shut();
        // the exception may name paths of this machine, which are nobody's business
        problem = cause.getMessage() != null && cause.getMessage().contains("No space left") || causedByFullDisk(cause)
                ? "the disk is full" : "the index cannot be written";
        events.accept("Searches read the files for now: " + problem + ".");
    }

    private static boolean causedByFullDisk(Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            if (at.getMessage() != null && at.getMessage().contains("No space left")) {
                return true;
            }
        }
        return false;
    }

    private void shut() {
        var before = index;
        index = Optional.empty();
        before.ifPresent(open -> {
            try {
                if (closed && problem.isEmpty() && unsaved && open.writable()) {
                    open.save();
                }
                open.close();
            } catch (IOException | RuntimeException e) {
                // what was saved is there
            }
        });
    }

    private void serve() throws IOException {
        var written = index.orElseThrow();
        var files = new FileIndexer(written, largestFile);
        long comparedAt = System.nanoTime();
        others = true;
        for (var shelf : shelves.values()) {
            shelf.lookAtEverything();
        }
        while (!closed) {
            if (paused) {
                rest(PAUSE);
                continue;
            }
            if (others) {
                others = false;
                forgetOthers(written);
            }
            if (System.nanoTime() - comparedAt > COMPARE_AGAIN.toNanos()) {
                comparedAt = System.nanoTime();
                // what was current stays it meanwhile: this only looks for what nobody told
                for (var shelf : shelves.values()) {
                    compare(shelf, written, files);
                }
            }
            for (var shelf : shelves.values()) {
                if (!shelf.reconciled()) {
                    compare(shelf, written, files);
                }
            }
            lookAtDirty(written, files);
            save(written, false);
            rest(Duration.ofMillis(unsaved || shelves.values().stream().anyMatch(shelf -> shelf.dirtyCount() > 0) ? 100 : 1000));
        }
        save(written, true);
    }

    private void forgetOthers(TextIndex written) throws IOException {
        List<String> known;
        try (var snapshot = written.snapshot()) {
            known = snapshot.repositories();
        }
        for (var name : known) {
            if (!shelves.containsKey(name)) {
                written.removeBeneath(name, "");
                unsaved = true;
            }
        }
    }

    private void compare(Shelf shelf, TextIndex written, FileIndexer files) throws IOException {
        long asked = shelf.asked();
        if (!shelf.repository().reachable()) {
            // a disk that is not there has not lost its files
            rest(Duration.ofSeconds(1));
            return;
        }
        if (compare(shelf, "", written, files)) {
            publish(written);
            shelf.reconciled(asked);
            save(written, true);
        }
    }

    /** Whether it came to its end. */
    private boolean compare(Shelf shelf, String directory, TextIndex written, FileIndexer files) throws IOException {
        if (!(gate.open(shelf.repository(), directory) instanceof Passage.OpenedFolder start)) {
            return false;
        }
        try (var snapshot = written.snapshot(); var cursor = new FolderCursor(shelf.repository().root())) {
            var comparison = new Comparison(shelf, directory, written, snapshot, files, largestFile, cursor, () -> goOn(written, files));
            unsaved = true;
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
    private boolean goOn(TextIndex written, FileIndexer files) {
        try {
            while (paused && !closed) {
                rest(PAUSE);
            }
            if (System.nanoTime() - publishedAt > PUBLISH_NANOS) {
                publish(written);
            }
            return !closed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(TextIndex written) throws IOException {
        written.publish();
        publishedAt = System.nanoTime();
    }

    private void lookAtDirty(TextIndex written, FileIndexer files) throws IOException {
        for (var shelf : shelves.values()) {
            var due = shelf.due();
            if (!due.isEmpty() && !closed) {
                var done = new ArrayList<Map.Entry<String, Shelf.Look>>();
                try (var cursor = new FolderCursor(gate, shelf.repository())) {
                    for (var entry : due) {
                        look(shelf, entry.getKey(), cursor, written, files);
                        done.add(entry);
                    }
                } catch (IOException e) {
                    if (shelf.repository().reachable()) {
                        throw e;
                    }
                }
                unsaved = true;
                publish(written);
                done.forEach(entry -> shelf.looked(entry.getKey(), entry.getValue()));
            }
        }
    }

    private void look(Shelf shelf, String path, FolderCursor cursor, TextIndex written, FileIndexer files) throws IOException {
        boolean directory;
        try {
            directory = cursor.attributes(path).isDirectory();
        } catch (IOException e) {
            // gone, or not served any more; one that cannot be read is met by the next comparison
            written.remove(shelf.repository().name(), path);
            written.removeBeneath(shelf.repository().name(), path);
            directory = false;
        }
        if (directory) {
            written.remove(shelf.repository().name(), path);
            compare(shelf, path, written, files);
        } else {
            written.removeBeneath(shelf.repository().name(), path);
            files.put(shelf, path, cursor);
        }
        if (path.equals(".gitignore") || path.endsWith("/.gitignore")) {
            compare(shelf, path.substring(0, Math.max(0, path.length() - ".gitignore".length() - 1)), written, files);
        }
    }

    private void save(TextIndex written, boolean now) throws IOException {
        if (unsaved && (now || System.nanoTime() - savedAt > SAVE_AFTER.toNanos())) {
            written.save();
            unsaved = false;
            savedAt = System.nanoTime();
        }
    }

    /** Waits for something to do; when it comes, a moment longer, since it seldom comes alone. */
    private void rest(Duration longest) {
        try {
            if (!closed && wake.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(BATCH_MILLIS);
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Ends the thread, after it saved what it has done. */
    @Override
    public void close() {
        closed = true;
        wake.release();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
