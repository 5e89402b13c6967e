package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import sigil.code.index.ChunkIndex;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.IndexSnapshot;

/**
 * Keeps the index of chunks in step with the index of text, on a thread of lowest priority and behind it: a repository is looked at when the
 * index of text has been compared with it. What differs is found by comparing the stamps of both, so that nothing need be told, and neither a
 * crash nor a lost event leaves a gap.
 */
public final class MeaningIndexer implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** It rests so much longer than it compared. */
    private static final int REST_FOR_WORK = 20;
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PUBLISH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Repositories repositories;
    private final PathGate gate;
    private final Indexer text;
    private final OpenChunks open;
    private final Consumer<String> events;
    private final Thread thread;
    private final Map<String, Long> compared = new HashMap<>();
    private volatile boolean closed;
    private boolean unsaved;
    private long savedAt = System.nanoTime();
    private long publishedAt = System.nanoTime();

    /**
     * An indexer that begins when the index of text is ready.
     *
     * @param repositories of which
     * @param gate         judges every path
     * @param text         what it follows; is not closed with it
     * @param directory    where the index lies; made for its owner alone
     * @param events       told, on the indexer's thread, what an owner should know, in a sentence
     */
    public MeaningIndexer(Repositories repositories, PathGate gate, Indexer text, Path directory, Consumer<String> events) {
        this.repositories = repositories;
        this.gate = gate;
        this.text = text;
        this.open = new OpenChunks(directory, events);
        this.events = events;
        this.thread = Thread.ofPlatform().daemon().name("code-meaning").priority(Thread.MIN_PRIORITY).unstarted(this::run);
        thread.start();
    }

    /** What is known now, to be closed; empty before there is an index. */
    Optional<ChunkSnapshot> snapshot() {
        return open.snapshot();
    }

    /** @return tells which files define a name, as far as this index has come */
    public Definers definers() {
        return this::defining;
    }

    private List<String> defining(String repository, String name) {
        var paths = new ArrayList<String>();
        snapshot().ifPresent(known -> {
            try (known) {
                var found = known.defining(repository, name);
                while (found.hasNext() && paths.size() < Definers.MOST) {
                    paths.add(found.next());
                }
            } catch (UncheckedIOException e) {
                // it is damaged, which its thread will notice: they come in their turn
            }
        });
        return paths;
    }

    /** How many files of a repository are there, as far as the index of text knows. */
    int there(Repository repository) {
        try (var view = text.view(repository)) {
            return view.snapshot().map(snapshot -> snapshot.counts(repository.name()).all()).orElse(0);
        }
    }

    /** Whether the index of text has been compared with a repository. */
    private boolean compared(Repository repository) {
        var phase = text.state(repository.name()).phase();
        return phase == IndexState.Phase.CURRENT || phase == IndexState.Phase.COMPARED;
    }

    /**
     * Whether a repository is in the index as the index of text knows it.
     *
     * @param repository its name; one that is not on offer is not
     * @return whether nothing is missing
     */
    public boolean current(String repository) {
        return repositories.find(repository).filter(this::compared).isPresent() && upToDate(repositories.find(repository).orElseThrow());
    }

    private boolean upToDate(Repository repository) {
        try (var view = text.view(repository)) {
            var chunks = snapshot();
            if (chunks.isEmpty() || view.snapshot().isEmpty()) {
                return false;
            }
            try (var known = chunks.get()) {
                return new StampDifferences(view.snapshot().get().all(repository.name()), known.all(repository.name())).next().isEmpty();
            }
        }
    }

    /** Whether this process writes the index of text: only such a one writes this, or vectors. */
    boolean writes() {
        return text.writes();
    }

    /** @return bytes of the index on the disk; 0 while it is not open */
    public long sizeBytes() {
        return open.now().map(ChunkIndex::sizeBytes).orElse(0L);
    }

    private void run() {
        while (!closed) {
            try {
                if (!writes()) {
                    // a command, or another process serves: what is there is read, and nothing of it is taken out
                    open.read();
                    rest(LOOK);
                } else if (open.write()) {
                    compared.clear();
                    serve();
                } else {
                    rest(RETRY);
                }
            } catch (IOException | RuntimeException e) {
                // the exception may name paths of this machine, which are nobody's business
                events.accept("Search by meaning reads the files for now: its index cannot be written.");
                open.shut();
                rest(RETRY);
            }
        }
        open.shut();
    }

    private void serve() throws IOException {
        var written = open.now().orElseThrow();
        var reader = new ChunkReader(text.largestFile());
        while (!closed) {
            forgetOthers(written);
            long begin = System.nanoTime();
            for (var repository : repositories.all()) {
                if (!closed && compared(repository) && repository.reachable()) {
                    follow(repository, written, reader);
                }
            }
            save(written, false);
            long work = System.nanoTime() - begin;
            rest(LOOK.plusNanos(Math.min(TimeUnit.SECONDS.toNanos(10), work * REST_FOR_WORK)));
        }
        save(written, true);
    }

    private void forgetOthers(ChunkIndex written) throws IOException {
        try (var snapshot = written.snapshot()) {
            for (var name : snapshot.repositories()) {
                if (repositories.find(name).isEmpty()) {
                    written.removeAll(name);
                    unsaved = true;
                    publish(written);
                }
            }
        }
    }

    private void follow(Repository repository, ChunkIndex written, ChunkReader reader) throws IOException {
        try (var view = text.view(repository)) {
            if (view.snapshot().isEmpty()) {
                return;
            }
            var now = view.snapshot().get();
            if (compared.getOrDefault(repository.name(), -1L) == now.version()) {
                return;
            }
            try (var known = written.snapshot(); var cursor = new FolderCursor(gate, repository)) {
                if (follow(repository, now, known, cursor, written, reader)) {
                    publish(written);
                    compared.put(repository.name(), now.version());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether it came to the end. */
    private boolean follow(Repository repository, IndexSnapshot now, ChunkSnapshot known, FolderCursor cursor, ChunkIndex written, ChunkReader reader)
            throws IOException {
        var differences = new StampDifferences(now.all(repository.name()), known.all(repository.name()));
        for (var next = differences.next(); next.isPresent(); next = differences.next()) {
            if (closed) {
                return false;
            }
            var path = next.get().path();
            var file = next.get().now().flatMap(there -> reader.read(repository.name(), path, there.stamp(), cursor));
            if (file.isPresent()) {
                written.put(file.get());
            } else {
                written.remove(repository.name(), path);
            }
            unsaved = true;
            if (System.nanoTime() - publishedAt > PUBLISH_NANOS) {
                publish(written);
            }
            save(written, false);
        }
        return true;
    }

    private void publish(ChunkIndex written) throws IOException {
        written.publish();
        publishedAt = System.nanoTime();
    }

    private void save(ChunkIndex written, boolean now) throws IOException {
        if (unsaved && (now || System.nanoTime() - savedAt > SAVE_NANOS)) {
            written.save();
            unsaved = false;
            savedAt = System.nanoTime();
        }
    }

    private void rest(Duration longest) {
        if (!closed) {
            LockSupport.parkNanos(longest.toNanos());
        }
    }

    /** Ends the thread, after it saved what it has done. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            LockSupport.unpark(thread);
            try {
                thread.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
