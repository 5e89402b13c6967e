package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import sigil.code.index.ChunkIndex;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.IndexInUse;
import sigil.code.index.IndexSnapshot;
import sigil.code.index.IndexedFile;

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
    private final Path directory;
    private final Consumer<String> events;
    private final Thread thread;
    private final Map<String, Long> compared = new HashMap<>();
    private volatile Optional<ChunkIndex> index = Optional.empty();
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
        this.directory = directory;
        this.events = events;
        this.thread = Thread.ofPlatform().daemon().name("code-meaning").priority(Thread.MIN_PRIORITY).unstarted(this::run);
        thread.start();
    }

    /** What is known now, to be closed; empty before there is an index. */
    Optional<ChunkSnapshot> snapshot() {
        try {
            return index.map(ChunkIndex::snapshot);
        } catch (IllegalStateException e) {
            // closed between one look and the next
            return Optional.empty();
        }
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
                return new Differences(view.snapshot().get().all(repository.name()), known.all(repository.name())).next().isEmpty();
            }
        }
    }

    /** @return bytes of the index on the disk; 0 while it is not open */
    public long sizeBytes() {
        return index.map(ChunkIndex::sizeBytes).orElse(0L);
    }

    private void run() {
        while (!closed) {
            try {
                if (open()) {
                    serve();
                } else {
                    rest(text.writes() ? RETRY : LOOK);
                }
            } catch (IOException | RuntimeException e) {
                // the exception may name paths of this machine, which are nobody's business
                events.accept("Search by meaning reads the files for now: its index cannot be written.");
                shut();
                rest(RETRY);
            }
        }
        shut();
    }

    private boolean open() throws IOException {
        if (!text.writes()) {
            // a command, or another process serves: what is there is read, and nothing of it is taken out
            if (index.isEmpty()) {
                index = ChunkIndex.openToRead(directory, Chunks.VERSION);
            } else {
                index.get().publish();
            }
            return false;
        }
        try {
            var written = ChunkIndex.open(directory, Chunks.VERSION);
            shut();
            index = Optional.of(written);
            compared.clear();
            if (!written.setAside().isEmpty()) {
                events.accept("The index for search by meaning is built anew: " + written.setAside() + ".");
            }
            return true;
        } catch (IndexInUse e) {
            if (index.isEmpty()) {
                index = ChunkIndex.openToRead(directory, Chunks.VERSION);
            } else {
                index.get().publish();
            }
            return false;
        }
    }

    private void shut() {
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

    private void serve() throws IOException {
        var written = index.orElseThrow();
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
        var differences = new Differences(now.all(repository.name()), known.all(repository.name()));
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

    /** A file that one index knows otherwise than the other; {@code now} is empty if it is gone. */
    private record Difference(String path, Optional<IndexedFile> now) {
    }

    /** Goes through both indexes side by side. */
    private static final class Differences {
        private final Iterator<IndexedFile> now;
        private final Iterator<IndexedFile> known;
        private Optional<IndexedFile> file;
        private Optional<IndexedFile> other;

        Differences(Iterator<IndexedFile> now, Iterator<IndexedFile> known) {
            this.now = now;
            this.known = known;
            this.file = following(now);
            this.other = following(known);
        }

        private static Optional<IndexedFile> following(Iterator<IndexedFile> files) {
            return files.hasNext() ? Optional.of(files.next()) : Optional.empty();
        }

        Optional<Difference> next() {
            while (file.isPresent() || other.isPresent()) {
                int order = file.isEmpty() ? 1 : other.isEmpty() ? -1 : CodePointOrder.PATHS.compare(file.get().path(), other.get().path());
                boolean same = order == 0 && file.get().stamp().equals(other.get().stamp());
                var difference = new Difference(order <= 0 ? file.get().path() : other.get().path(), order <= 0 ? file : Optional.empty());
                file = order <= 0 ? following(now) : file;
                other = order >= 0 ? following(known) : other;
                if (!same) {
                    return Optional.of(difference);
                }
            }
            return Optional.empty();
        }
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
