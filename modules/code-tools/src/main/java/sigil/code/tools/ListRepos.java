package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Optional;
import sigil.code.search.IndexState;
import sigil.code.search.Indexer;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.RepositorySummaries;
import sigil.code.search.RepositorySummary;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolHandler;

/** {@code list_repos}. */
final class ListRepos implements ToolHandler {
    private final Repositories repositories;
    private final RepositorySummaries summaries;
    private final Optional<Indexer> indexer;

    ListRepos(Repositories repositories, RepositorySummaries summaries, Optional<Indexer> indexer) {
        this.repositories = repositories;
        this.summaries = summaries;
        this.indexer = indexer;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        int number = repositories.all().size();
        StringBuilder text = new StringBuilder(number == 1 ? "1 repository" : number + " repositories");
        JsonArrayBuilder list = JsonCodec.array();
        for (Repository repository : repositories.all()) {
            RepositorySummary summary = summaries.of(repository);
            JsonObjectBuilder object = json(summary);
            text.append('\n').append(Lines.of(summary));
            indexer.map(index -> index.state(repository.name())).ifPresent(state -> {
                text.append(inWords(state));
                object.add("index", JsonCodec.object().add("phase", state.phase().name().toLowerCase(Locale.ROOT)).add("files", state.files()));
            });
            list.add(object);
        }
        return CallToolResult.of(text.toString(), JsonCodec.object().add("repositories", list).build());
    }

    /** What somebody should know who waits for searches to become fast, or wonders why they are not. */
    private static String inWords(IndexState state) {
        return switch (state.phase()) {
            case COMPARING -> " · being indexed, " + Shown.count(state.files(), "file") + " so far";
            case FAILED -> " · no index: " + state.problem();
            case OPENING, READING, COMPARED, CURRENT -> "";
        };
    }

    private static JsonObjectBuilder json(RepositorySummary summary) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("name", summary.name())
                .add("description", summary.description())
                .add("files", summary.files())
                .add("languages", JsonCodec.array(Lines.languages(summary)));
        return summary.branch().isEmpty() ? object : object.add("branch", summary.branch());
    }
}
