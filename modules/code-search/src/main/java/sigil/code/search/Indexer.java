package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sigil.code.index.FileCounts;
import sigil.code.index.IndexSnapshot;
import sigil.code.index.TextIndex;

/**
 * Keeps the index in step with the repositories, on one thread of low priority. Whoever watches files tells it where to look again; what it
 * is not told it finds by comparing, at the start and every ten minutes.
 *
 * <p>No search waits for it, and none is wrong without it: {@link IndexedSearch} reads what the index does not know.
 */
public final class Indexer implements AutoCloseable {

    private static final Duration BEFORE_READING = Duration.ofMillis(100);
    private static final Duration RETRY_IN_USE = Duration.ofSeconds(5);
    private static final Duration RETRY_FAILED = Duration.ofSeconds(30);

    private final PathGate gate;
    private final int largestFile;
    private volatile long beginAt;
    private final OpenIndex open;
    private final Shelves shelves;
    private final Alarm alarm = new Alarm();
    private volatile boolean awaited;
    private final Thread thread;

    /**
     * An indexer that begins after a while.
     *
     * @param repositories of which
     * @param gate         judges every path
     * @param directory    where the index lies; made for its owner alone
     * @param largestFile  1 to 1 GiB: larger files are not read
     * @param delay        how long it waits, so that a process that ends soon does nothing; see {@link #beginIn}
     * @param events       told, on the indexer's thread, what an owner should know, in a sentence
     */
    public Indexer(Repositories repositories, PathGate gate, Path directory, int largestFile, Duration delay, Consumer<String> events) {
        Ranges.within("largestFile", largestFile, 1, 1 << 30);
        this.gate = gate;
        this.largestFile = largestFile;
        this.beginAt = System.nanoTime() + delay.toNanos();
        this.open = new OpenIndex(directory, events);
        this.shelves = new Shelves(repositories);
        repositories.onChange(() -> {
            shelves.takeOver();
            alarm.wake();
        });
        this.thread = Thread.ofPlatform().daemon().name("code-index").priority(Thread.MIN_PRIORITY).unstarted(this::run);
        thread.start();
    }

    /**
     * Somebody serves from now on: it begins after a while, counted from now, whatever it was made with.
     *
     * @param after how long it waits
     */
    public void beginIn(Duration after) {
        beginAt = System.nanoTime() + after.toNanos();
        alarm.wake();
    }

    /**
     * Something happened at these paths, or may have. Whether they are files, directories or gone is found out.
     *
     * @param repository its name; others are not known here and passed over
     * @param paths      repository-relative
     */
    public void lookAgain(String repository, Collection<String> paths) {
        shelves.find(repository).ifPresent(shelf -> {
            for (var path : paths) {
                if (path.isEmpty()) {
                    shelf.lookAtEverything();
                } else {
                    shelf.look(path);
                }
            }
            alarm.wake();
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
     * Somebody waits for a repository to be indexed: it begins at once and looks at everything, whatever it knows.
     *
     * @param repository its name
     * @param anew       whether the repository is taken out of the index before; searches read its files meanwhile
     */
    public void index(String repository, boolean anew) {
        shelves.find(repository).ifPresent(shelf -> {
            if (anew) {
                shelf.beginAnew();
            } else if (shelf.compared().isPresent()) {
                // else that is what it does already, or will
                shelf.lookAtEverything();
            }
            awaited = true;
            alarm.wake();
        });
    }

    /**
     * Whether somebody tells of every change from now on. Until then searches compare by themselves.
     *
     * @param repository its name
     * @param watched    whether it is so
     */
    public void watched(String repository, boolean watched) {
        shelves.find(repository).ifPresent(shelf -> {
            // what happened before somebody watched is found by comparing once more
            if (watched) {
                shelf.lookAtEverything();
            }
            shelf.watched(watched);
            alarm.wake();
        });
    }

    /** Rests until {@link #resume}; what is under way ends with its file. */
    public void pause() {
        alarm.pause();
    }

    /** Goes on. */
    public void resume() {
        alarm.resume();
    }

    /**
     * How far it has come.
     *
     * @param repository its name
     * @return the state; as while it is opened if the repository is not known here, or not yet
     */
    public IndexState state(String repository) {
        var known = shelves.find(repository);
        if (known.isEmpty()) {
            return new IndexState(IndexState.Phase.OPENING, 0, 0, open.problem());
        }
        var shelf = known.get();
        int files = 0;
        try (var view = view(shelf.repository())) {
            files = view.snapshot().map(snapshot -> snapshot.counts(repository).all()).orElse(0);
        } catch (UncheckedIOException e) {
            // it is damaged: the thread will notice
        }
        var now = open.now();
        var problem = open.problem();
        var phase = !problem.isEmpty() ? IndexState.Phase.FAILED
                : now.isEmpty() || !now.get().writable() && !open.inUse() ? IndexState.Phase.OPENING
                : !now.get().writable() ? IndexState.Phase.READING
                : shelf.current() ? IndexState.Phase.CURRENT
                : shelf.reconciled() ? IndexState.Phase.COMPARED : IndexState.Phase.COMPARING;
        return new IndexState(phase, files, shelf.dirtyCount(), problem);
    }

    /**
     * What it knows of a repository.
     *
     * @param repository its name
     * @return the report; empty but for the state if the repository is not known here
     */
    public IndexReport report(String repository) {
        var state = state(repository);
        var shelf = shelves.find(repository);
        if (shelf.isEmpty()) {
            return new IndexReport(state, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Duration.ZERO);
        }
        var counts = new FileCounts(0, 0, 0);
        try (var view = view(shelf.get().repository())) {
            counts = view.snapshot().map(snapshot -> snapshot.counts(repository)).orElse(counts);
        } catch (UncheckedIOException e) {
            // it is damaged: the thread will notice
        }
        var met = shelf.get().met();
        return new IndexReport(state, counts.minified(), counts.binary(), counts.tooLarge(), shelf.get().unreadableCount(), shelf.get().notEnteredCount(), met.files(), met.bytes(),
                shelf.get().compared(), shelf.get().oldestDirty());
    }

    /** @return bytes of the index on the disk; 0 while it is not open */
    public long sizeBytes() {
        return open.now().map(TextIndex::sizeBytes).orElse(0L);
    }

    /** What a search needs: read first what is dirty, then the index. */
    record View(Optional<IndexSnapshot> snapshot, boolean current, List<String> dirty) implements AutoCloseable {
        @Override
        public void close() {
            snapshot.ifPresent(IndexSnapshot::close);
        }
    }

    View view(Repository repository) {
        var shelf = shelves.find(repository.name()).filter(known -> known.repository().equals(repository));
        var asked = shelf.map(Shelf::asked);
        boolean current = shelf.map(Shelf::current).orElse(false);
        var dirty = shelf.map(Shelf::dirty).orElse(List.of());
        var now = open.now();
        try {
            // a repository may be taken out of the index between one look and the next
            return now.isEmpty() ? new View(Optional.empty(), false, List.of())
                    : new View(Optional.of(now.get().snapshot()), current && now.get().writable() && shelf.map(Shelf::asked).equals(asked), dirty);
        } catch (IllegalStateException e) {
            // closed between one look and the next
            return new View(Optional.empty(), false, List.of());
        }
    }

    /** Directories that the last comparison could not enter. */
    int notEntered(String repository) {
        return shelves.find(repository).map(Shelf::notEnteredCount).orElse(0);
    }

    /** Whether this process writes the index now. */
    boolean writes() {
        return open.now().filter(TextIndex::writable).isPresent();
    }

    int largestFile() {
        return largestFile;
    }

    private boolean begun() {
        return awaited || System.nanoTime() - beginAt >= 0;
    }

    private void run() {
        // reading takes more than a command that is over at once
        alarm.rest(Duration.ofNanos(Math.clamp(beginAt - System.nanoTime(), 0, BEFORE_READING.toNanos())));
        if (!alarm.closed()) {
            open.read();
        }
        while (!alarm.closed() && !begun()) {
            alarm.rest(Duration.ofNanos(beginAt - System.nanoTime()).plusMillis(1));
        }
        while (!alarm.closed()) {
            try {
                if (open.write()) {
                    serve();
                } else {
                    alarm.rest(RETRY_IN_USE);
                }
            } catch (IOException | RuntimeException e) {
                open.fail(e);
                alarm.rest(RETRY_FAILED);
            }
        }
        open.shut();
    }

    private void serve() throws IOException {
        new Upkeep(shelves, gate, new WrittenIndex(open.now().orElseThrow()), largestFile, alarm).run();
    }

    /** Ends the thread, after it saved what it has done. */
    @Override
    public void close() {
        alarm.close();
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
