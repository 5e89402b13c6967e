package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import sigil.code.search.Freshness;
import sigil.code.search.IndexReport;
import sigil.code.search.IndexState;
import sigil.code.search.Indexer;
import sigil.code.search.Repository;
import sigil.code.search.RepositorySummaries;
import sigil.code.search.RepositorySummary;
import sigil.code.watch.WatchState;
import sigil.mcp.core.JsonCodec;

/** What is known of the index and of the watch, for answers that tell of them. */
final class IndexFacts {
    private final Optional<Indexer> indexer;
    private final Optional<Freshness> freshness;
    private final RepositorySummaries summaries;

    IndexFacts(Optional<Indexer> indexer, Optional<Freshness> freshness, RepositorySummaries summaries) {
        this.indexer = indexer;
        this.freshness = freshness;
        this.summaries = summaries;
    }

    /**
     * Of one repository.
     *
     * @param report what the index knows; empty where there is no index
     * @param files  how many files are served
     * @param bytes  how many bytes they have
     */
    record Facts(Optional<IndexReport> report, int files, long bytes) {

        /** Whether the index is being compared with the files, and how far that is, from 0 to 99; not known while nobody counted them. */
        Optional<Integer> percent() {
            return report.filter(known -> known.state().phase() == IndexState.Phase.COMPARING && files > 0)
                    .map(known -> (int) Math.min(99, 100L * known.metFiles() / files));
        }
    }

    /** Counts the files, unless that was done already and the index is being built. */
    Facts of(Repository repository) {
        Optional<IndexReport> report = indexer.map(index -> index.report(repository.name()));
        boolean comparing = report.filter(known -> known.state().phase() == IndexState.Phase.COMPARING).isPresent();
        RepositorySummary summary = comparing ? summaries.known(repository).orElseGet(() -> summaries.of(repository)) : summaries.of(repository);
        return new Facts(report, summary.files(), summary.bytes());
    }

    /** Counts nothing: for answers that come in milliseconds. */
    Facts known(Repository repository) {
        Optional<RepositorySummary> summary = summaries.known(repository);
        return new Facts(indexer.map(index -> index.report(repository.name())), summary.map(RepositorySummary::files).orElse(0),
                summary.map(RepositorySummary::bytes).orElse(0L));
    }

    /** What is known of some repositories without counting anything, for programs, in the words of {@code get_index_stats}. */
    JsonObject known(List<Repository> repositories) {
        Optional<WatchState> watch = watch();
        JsonArrayBuilder list = JsonCodec.array();
        repositories.forEach(repository -> list.add(GetIndexStats.json(repository, known(repository), watch)));
        return JsonCodec.object().add("repositories", list).add("index_bytes", bytes()).build();
    }

    Optional<Indexer> indexer() {
        return indexer;
    }

    /** Whether it is wished that repositories are watched. */
    boolean watchWanted() {
        return freshness.isPresent();
    }

    /** How the watch is; empty where this process watches nothing. */
    Optional<WatchState> watch() {
        return freshness.flatMap(Freshness::state);
    }

    /** What of a repository is looked at every few seconds instead of being watched. */
    static List<WatchState.Polled> polled(WatchState watch, Repository repository) {
        return watch.polled().stream().filter(polled -> polled.root().equals(repository.name())).toList();
    }

    /** How many bytes the index has on the disk. */
    long bytes() {
        return indexer.map(Indexer::sizeBytes).orElse(0L);
    }
}
