package sigil.code.search;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Sums repositories up by walking them; the count is kept for a while, the branch is always read anew. */
public final class RepositorySummaries {

    private static final int MOST_LANGUAGES = 8;

    private record Counted(long at, RepositorySummary summary) {
    }

    private final PathGate gate;
    private final long keptNanos;
    private final ConcurrentHashMap<Repository, Counted> kept = new ConcurrentHashMap<>();

    /**
     * Summaries whose counts are at most ten seconds old.
     *
     * @param gate judges every path
     */
    public RepositorySummaries(PathGate gate) {
        this(gate, Duration.ofSeconds(10));
    }

    /**
     * Summaries.
     *
     * @param gate judges every path
     * @param keep how old counts may be; zero for always new
     */
    public RepositorySummaries(PathGate gate, Duration keep) {
        this.gate = gate;
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
        var total = new Object() {
            int files;
            long bytes;
        };
        var languages = new TreeMap<String, RepositorySummary.Language>();
        new Walk(gate, repository, true, Integer.MAX_VALUE, entry -> {
            if (entry.kind() == Entry.Kind.FILE) {
                total.files++;
                total.bytes += entry.size();
                Languages.of(entry.name()).ifPresent(name -> languages.merge(name, new RepositorySummary.Language(name, 1, entry.size()),
                        (a, b) -> new RepositorySummary.Language(name, a.files() + b.files(), a.bytes() + b.bytes())));
            }
            return true;
        }).wholeRepository();
        var most = languages.values().stream()
                .sorted(Comparator.comparingLong(RepositorySummary.Language::bytes).reversed().thenComparing(RepositorySummary.Language::name))
                .limit(MOST_LANGUAGES).toList();
        return new RepositorySummary(repository.name(), repository.description(), "", total.files, total.bytes, most);
    }
}
