package sigil.code.search;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sigil.code.index.Stamp;

/**
 * Sums repositories up: by what the index knows where it hears of every change, else by walking them. The count is kept for a while, the branch is
 * always read anew.
 */
public final class RepositorySummaries {

    private static final int MOST_LANGUAGES = 8;

    private record Counted(long at, RepositorySummary summary) {
    }

    private final PathGate gate;
    private final Optional<Indexer> indexer;
    private final long keptNanos;
    private final ConcurrentHashMap<Repository, Counted> kept = new ConcurrentHashMap<>();

    /**
     * Summaries whose counts are at most ten seconds old.
     *
     * @param gate    judges every path
     * @param indexer asked before a repository is walked
     */
    public RepositorySummaries(PathGate gate, Optional<Indexer> indexer) {
        this(gate, indexer, Duration.ofSeconds(10));
    }

    /**
     * Summaries.
     *
     * @param gate    judges every path
     * @param indexer asked before a repository is walked
     * @param keep    how old counts may be; zero for always new
     */
    public RepositorySummaries(PathGate gate, Optional<Indexer> indexer, Duration keep) {
        this.gate = gate;
        this.indexer = indexer;
        this.keptNanos = keep.toNanos();
    }

    /**
     * Sums a repository up.
     *
     * @param repository which
     * @return the summary; a root that has gone has no files
     */
    public RepositorySummary of(Repository repository) {
        var counted = kept.get(repository);
        if (counted == null || System.nanoTime() - counted.at() >= keptNanos) {
            counted = new Counted(System.nanoTime(), count(repository));
            kept.put(repository, counted);
        }
        var summary = counted.summary();
        var branch = GitDirectory.of(repository.root()).map(GitDirectory::branch).orElse("");
        return new RepositorySummary(summary.name(), summary.description(), branch, summary.files(), summary.bytes(), summary.languages());
    }

    /**
     * What was counted last, however long ago.
     *
     * @param repository which
     * @return the summary, without its branch; empty if it was never counted
     */
    public Optional<RepositorySummary> known(Repository repository) {
        return Optional.ofNullable(kept.get(repository)).map(Counted::summary);
    }

    private RepositorySummary count(Repository repository) {
        return indexer.flatMap(index -> known(index, repository)).orElseGet(() -> {
            var count = new Count();
            new Walk(gate, repository, true, Integer.MAX_VALUE, entry -> {
                if (entry.kind() == Entry.Kind.FILE) {
                    count.add(entry.path(), entry.size());
                }
                return true;
            }).wholeRepository();
            return count.of(repository);
        });
    }

    /** Empty unless the index knows of every file how large it is. */
    private static Optional<RepositorySummary> known(Indexer index, Repository repository) {
        try (var view = index.view(repository)) {
            if (view.snapshot().isEmpty() || !view.current() || !view.dirty().isEmpty()) {
                return Optional.empty();
            }
            var count = new Count();
            for (var all = view.snapshot().get().all(repository.name()); all.hasNext(); ) {
                var file = all.next();
                if (file.stamp().equals(Stamp.UNSETTLED)) {
                    return Optional.empty();
                }
                count.add(file.path(), file.stamp().size());
            }
            return Optional.of(count.of(repository));
        } catch (UncheckedIOException e) {
            // it is damaged: the files are there
            return Optional.empty();
        }
    }

    private static final class Count {
        private final TreeMap<String, RepositorySummary.Language> languages = new TreeMap<>();
        private int files;
        private long bytes;

        void add(String path, long size) {
            files++;
            bytes += size;
            Languages.of(path.substring(path.lastIndexOf('/') + 1)).ifPresent(name -> languages.merge(name, new RepositorySummary.Language(name, 1, size),
                    (a, b) -> new RepositorySummary.Language(name, a.files() + b.files(), a.bytes() + b.bytes())));
        }

        RepositorySummary of(Repository repository) {
            var most = languages.values().stream()
                    .sorted(Comparator.comparingLong(RepositorySummary.Language::bytes).reversed().thenComparing(RepositorySummary.Language::name))
                    .limit(MOST_LANGUAGES).toList();
            return new RepositorySummary(repository.name(), repository.description(), "", files, bytes, most);
        }
    }
}
