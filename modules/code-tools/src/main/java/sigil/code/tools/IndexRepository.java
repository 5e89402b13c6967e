package sigil.code.tools;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import sigil.code.search.IndexReport;
import sigil.code.search.IndexState;
import sigil.code.search.Indexer;
import sigil.code.search.Repository;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/**
 * {@code index_repository}: has everything looked at again, and tells how far that is as long as the caller waits. The work is the indexer's own
 * and goes on without him.
 */
final class IndexRepository implements ToolHandler {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** So much before a call is over its answer is on its way. */
    private static final Duration RESERVE = Duration.ofMillis(500);

    private final RepositoryArgument repositories;
    private final IndexFacts facts;

    IndexRepository(RepositoryArgument repositories, IndexFacts facts) {
        this.repositories = repositories;
        this.facts = facts;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) throws InterruptedException {
        Repository repository = repositories.in(arguments);
        Indexer indexer = facts.indexer().orElseThrow(() -> new ToolException(
                "There is no index to build: index.enabled is false in the configuration of this server. Searches read the files, and are complete."));
        Instant begin = Instant.now();
        indexer.index(repository.name(), arguments.getBoolean("force_rebuild", false));
        IndexFacts.Facts known = facts.of(repository);
        while (working(known) && !call.cancelled() && Instant.now().isBefore(call.deadline().minus(RESERVE))) {
            IndexReport report = known.report().orElseThrow();
            call.progress(report.metFiles(), Math.max(known.files(), report.metFiles()),
                    repository.name() + ": " + report.metFiles() + " of " + Shown.count(known.files(), "file"));
            Thread.sleep(LOOK_EVERY);
            known = facts.of(repository);
        }
        return answer(repository, known, Duration.between(begin, Instant.now()));
    }

    /** Whether there is something to wait for. */
    private static boolean working(IndexFacts.Facts known) {
        return switch (known.report().orElseThrow().state().phase()) {
            case OPENING, COMPARING -> true;
            case COMPARED, CURRENT, READING, FAILED -> false;
        };
    }

    private static CallToolResult answer(Repository repository, IndexFacts.Facts known, Duration took) {
        IndexReport report = known.report().orElseThrow();
        IndexState state = report.state();
        String text = switch (state.phase()) {
            case COMPARED, CURRENT -> repository.name() + ": indexed, " + Shown.count(state.files(), "file") + ", in "
                    + String.format(Locale.ROOT, "%.1f", took.toMillis() / 1_000.0) + " s";
            case OPENING, COMPARING -> repository.name() + ": still indexing, " + report.metFiles() + " of " + Shown.count(known.files(), "file")
                    + ". It goes on in the background: get_index_stats tells how far it is. Searches are complete meanwhile.";
            case READING -> throw new ToolException("Another process, such as a running server, writes the index: ask that one. It keeps \""
                    + repository.name() + "\" up to date by itself.");
            case FAILED -> throw new ToolException("The index cannot be built: " + state.problem()
                    + ". It is tried again every 30 s. Searches read the files, and are complete.");
        };
        return CallToolResult.of(text, JsonCodec.object()
                .add("repo", repository.name())
                .add("done", !working(known))
                .add("indexed", state.files())
                .add("looked_at_files", report.metFiles())
                .add("files", known.files())
                .build());
    }
}
