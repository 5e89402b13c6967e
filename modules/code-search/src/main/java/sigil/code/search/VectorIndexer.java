package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.IndexInUse;
import sigil.code.index.VectorIndex;
import sigil.code.index.VectorSnapshot;

/**
 * Has vectors made of the chunks that have none, one request at a time, on a thread of lowest priority and behind the index of chunks. A file is read
 * through the gate for it: what is ignored or secret now is sent nowhere. Vectors are kept by what the text is, so that none is made twice.
 */
public final class VectorIndexer implements AutoCloseable {

    private static final Duration BEFORE_BEGIN = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PUBLISH_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Of texts that are nowhere now, such as those of another branch, so many vectors are kept for one of a text that is there. */
    private static final int KEPT_FOR_ONE = 2;
    private static final int KEPT = 10_000;

    private final Repositories repositories;
    private final PathGate gate;
    private final MeaningIndexer chunks;
    private final Embedder embedder;
    private final Path directory;
    private final int largestFile;
    private final Consumer<String> events;
    private final Alarm alarm = new Alarm();
    private final Thread thread;
    private volatile Optional<VectorIndex> index = Optional.empty();
    private volatile String problem = "";
    private volatile boolean doubted;
    /** Whether it is known that the model makes what it made before. */
    private boolean checked;
    private long publishedAt = System.nanoTime();
    private long savedAt = System.nanoTime();

    /**
     * An indexer that begins at once.
     *
     * @param repositories of which
     * @param gate         judges every path
     * @param chunks       what it follows; is not closed with it
     * @param embedder     makes the vectors
     * @param directory    where the index lies; made for its owner alone
     * @param largestFile  larger files are not read
     * @param events       told, on the indexer's thread, what an owner should know, in a sentence
     */
    public VectorIndexer(Repositories repositories, PathGate gate, MeaningIndexer chunks, Embedder embedder, Path directory, int largestFile,
                         Consumer<String> events) {
        this.repositories = repositories;
        this.gate = gate;
        this.chunks = chunks;
        this.embedder = embedder;
        this.directory = directory;
        this.largestFile = largestFile;
        this.events = events;
        this.thread = Thread.ofPlatform().daemon().name("code-vectors").priority(Thread.MIN_PRIORITY).unstarted(this::run);
        thread.start();
    }

    /** What there is now, to be closed; empty while there is nothing. */
    Optional<VectorSnapshot> snapshot() {
        try {
            return index.map(VectorIndex::snapshot);
        } catch (IllegalStateException e) {
            // closed between one look and the next
            return Optional.empty();
        }
    }

    /** @return how far it is; reads both indexes, which takes some milliseconds */
    public VectorState state() {
        var texts = new HashSet<String>();
        int dimension = 0;
        int done = 0;
        try {
            chunks.snapshot().ifPresent(known -> {
                try (known) {
                    known.eachChunk((repository, path, digest) -> texts.add(digest));
                }
            });
            var open = snapshot();
            if (open.isPresent()) {
                try (var vectors = open.get()) {
                    dimension = vectors.dimension();
                    done = (int) vectors.digests().stream().filter(texts::contains).count();
                }
            }
        } catch (UncheckedIOException e) {
            // one of them is damaged, which its thread will notice
        }
        return new VectorState(embedder.model(), dimension, texts.size(), done, problem);
    }

    /** A vector of a question is of another length than those that are there: the model may be another one under the same name. */
    void doubt() {
        doubted = true;
        alarm.wake();
    }

    /** @return bytes of the index on the disk; 0 while it is not open */
    public long sizeBytes() {
        return index.map(VectorIndex::sizeBytes).orElse(0L);
    }

    private void run() {
        while (alarm.goOn()) {
            try {
                if (!chunks.writes()) {
                    read();
                    alarm.rest(BEFORE_BEGIN);
                } else if (open()) {
                    serve();
                } else {
                    alarm.rest(RETRY);
                }
            } catch (IOException | RuntimeException e) {
                // the exception may name paths of this machine, which are nobody's business
                problem = "their index cannot be written";
                events.accept("Search by meaning does without new vectors for now: their index cannot be written.");
                shut();
                alarm.rest(RETRY);
            }
        }
        shut();
    }

    private void read() throws IOException {
        if (index.isEmpty()) {
            index = VectorIndex.openToRead(directory, embedder.model());
        } else {
            index.get().publish();
        }
    }

    private boolean open() throws IOException {
        try {
            var written = VectorIndex.open(directory, embedder.model());
            shut();
            index = Optional.of(written);
            if (!written.setAside().isEmpty()) {
                events.accept("The vectors are made anew by " + embedder.model() + ": " + written.setAside() + ".");
            }
            return true;
        } catch (IndexInUse e) {
            read();
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
        long seen = -1;
        while (alarm.goOn()) {
            if (doubted) {
                doubted = false;
                checked = false;
                seen = -1;
            }
            var open = chunks.snapshot();
            if (open.isEmpty()) {
                alarm.rest(LOOK);
                continue;
            }
            long version;
            var lacking = new Lacking();
            try (var known = open.get(); var vectors = written.snapshot()) {
                version = known.version();
                if (version != seen) {
                    lacking.of(known, vectors);
                }
            }
            try {
                if (version != seen && follow(written, lacking)) {
                    seen = version;
                    problem = "";
                }
                alarm.rest(LOOK);
            } catch (EmbeddingFailed e) {
                if (!alarm.closed() && !e.getMessage().equals(problem)) {
                    problem = e.getMessage();
                    events.accept("No vectors are made for now: " + problem + ". It is tried again every " + RETRY.toSeconds() + " s.");
                }
                keep(written, true);
                alarm.rest(RETRY);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts it", e);
            }
        }
        keep(written, true);
    }

    /** Whether it came to the end. */
    private boolean follow(VectorIndex written, Lacking lacking) throws IOException, EmbeddingFailed, InterruptedException {
        var batch = new VectorBatch(embedder, written, lacking.dimension, events, PATIENCE);
        if (!checked) {
            batch.check();
            checked = true;
            if (batch.begunAnew()) {
                return false;
            }
        }
        for (var repository : repositories.all()) {
            var paths = lacking.files.getOrDefault(repository.name(), Set.of());
            if (paths.isEmpty() || !repository.reachable()) {
                continue;
            }
            try (var cursor = new FolderCursor(gate, repository)) {
                var reader = new ChunkReader(largestFile);
                for (var path : paths) {
                    if (!alarm.goOn()) {
                        return false;
                    }
                    for (var text : reader.texts(path, cursor).entrySet()) {
                        if (lacking.texts.remove(text.getKey())) {
                            batch.add(text.getKey(), text.getValue());
                        }
                    }
                    if (batch.sent()) {
                        problem = "";
                    }
                    keep(written, false);
                }
            }
        }
        batch.send();
        forget(written, lacking);
        keep(written, true);
        return !batch.begunAnew();
    }

    /** What nobody has any more goes when it is much. */
    private void forget(VectorIndex written, Lacking lacking) throws IOException {
        if (lacking.gone.size() > KEPT + KEPT_FOR_ONE * lacking.there) {
            written.remove(new ArrayList<>(lacking.gone).subList(0, lacking.gone.size() - KEPT));
        }
    }

    private void keep(VectorIndex written, boolean now) throws IOException {
        if (now || System.nanoTime() - publishedAt > PUBLISH_NANOS) {
            written.publish();
            publishedAt = System.nanoTime();
        }
        if (now || System.nanoTime() - savedAt > SAVE_NANOS) {
            written.save();
            savedAt = System.nanoTime();
        }
    }

    /** Which texts have no vector, and where they stand. */
    private static final class Lacking {
        private final Set<String> texts = new HashSet<>();
        private final Map<String, Set<String>> files = new TreeMap<>();
        private final Set<String> gone = new HashSet<>();
        private int there;
        private int dimension;

        void of(ChunkSnapshot known, VectorSnapshot vectors) {
            var done = vectors.digests();
            dimension = vectors.dimension();
            gone.addAll(done);
            known.eachChunk((repository, path, digest) -> {
                there++;
                gone.remove(digest);
                if (!done.contains(digest)) {
                    texts.add(digest);
                    files.computeIfAbsent(repository, name -> new LinkedHashSet<>()).add(path);
                }
            });
        }
    }

    /** Ends the thread, after it saved what it has done, and closes the embedder, for which it may be waiting. */
    @Override
    public void close() {
        alarm.close();
        embedder.close();
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
