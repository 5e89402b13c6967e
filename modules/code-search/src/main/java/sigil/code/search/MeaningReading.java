package sigil.code.search;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import sigil.code.index.ChunkIndex;
import sigil.code.index.ChunkSnapshot;
import sigil.code.index.Stamp;

/** Reads files for one answer where there is no index: the same words in the same formula, over as many files as the time allows. */
final class MeaningReading {

    /** Of the time of a call so much is left for the answer itself. */
    private static final int PARTS = 5;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long MOST_BYTES = 64L << 20;

    private final PathGate gate;
    private final int largestFile;

    MeaningReading(PathGate gate, int largestFile) {
        this.gate = gate;
        this.largestFile = largestFile;
    }

    /** What was read, to be closed. */
    record Read(ChunkIndex index, ChunkSnapshot snapshot, int files, int met, SearchResult.Ending ending) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            snapshot.close();
            index.close();
        }
    }

    Read of(List<Repository> repositories, Predicate<String> wanted, SearchControl control) throws IOException {
        var budget = control.budget().multipliedBy(PARTS - 1).dividedBy(PARTS);
        var stop = new StopSignal(new SearchControl(budget.compareTo(LONGEST) < 0 ? budget : LONGEST, control.cancelled(), control.filesDone()));
        var index = ChunkIndex.inMemory();
        try {
            var reader = new ChunkReader(largestFile);
            var count = new Count();
            for (var repository : repositories) {
                if (stop.reason() != SearchResult.Ending.CANCELLED && repository.reachable()) {
                    read(repository, wanted, index, reader, stop, count, control);
                }
            }
            index.publish();
            return new Read(index, index.snapshot(), count.read, count.met, stop.raised() && count.read < count.met ? stop.reason() : count.ending());
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private static final class Count {
        private int read;
        private int met;
        private long bytes;

        SearchResult.Ending ending() {
            return read < met ? SearchResult.Ending.LIMIT : SearchResult.Ending.COMPLETE;
        }
    }

    private void read(Repository repository, Predicate<String> wanted, ChunkIndex index, ChunkReader reader, StopSignal stop, Count count,
                      SearchControl control) throws IOException {
        try (var cursor = new FolderCursor(gate, repository)) {
            // what the time does not allow to read is counted all the same: it is quick, and the answer says what it lacks
            new Walk(gate, repository, true, Integer.MAX_VALUE, entry -> {
                if (entry.kind() == Entry.Kind.FILE && wanted.test(entry.path())) {
                    count.met++;
                    if (!stop.raised() && count.bytes < MOST_BYTES) {
                        put(repository, entry, index, reader, cursor);
                        count.read++;
                        count.bytes += Math.min(entry.size(), largestFile);
                        control.filesDone().accept(count.read);
                    }
                }
                return stop.reason() != SearchResult.Ending.CANCELLED;
            }).wholeRepository();
        }
    }

    private static void put(Repository repository, Entry entry, ChunkIndex index, ChunkReader reader, FolderCursor cursor) {
        reader.read(repository.name(), entry.path(), Stamp.UNSETTLED, cursor).ifPresent(file -> {
            try {
                index.put(file);
            } catch (IOException e) {
                throw new IllegalStateException("memory cannot be written", e);
            }
        });
    }
}
