package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
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
        List<Repository> all = repositories.all();
        StringBuilder text = new StringBuilder(Shown.count(all.size(), "repository"));
        JsonArrayBuilder list = JsonCodec.array();
        Written written = new Written();
        int at = Math.min(Cursor.in(arguments), all.size());
        for (; at < all.size(); at++) {
            RepositorySummary summary = summaries.of(all.get(at));
            Optional<IndexState> state = indexer.map(index -> index.state(summary.name()));
            JsonObject object = json(summary, state);
            if (!written.takes(object)) {
                break;
            }
            text.append('\n').append(Lines.of(summary)).append(state.map(ListRepos::inWords).orElse(""));
            list.add(object);
        }
        JsonObjectBuilder answer = JsonCodec.object().add("repositories", list);
        if (at < all.size()) {
            Cursor.goOn(at, arguments, text, answer);
        }
        return CallToolResult.of(text.toString(), answer.build());
    }

    /** What somebody should know who waits for searches to become fast, or wonders why they are not. */
    private static String inWords(IndexState state) {
        return switch (state.phase()) {
            case COMPARING -> " · being indexed, " + Shown.count(state.files(), "file") + " so far";
            case FAILED -> " · no index: " + state.problem();
            case OPENING, READING, COMPARED, CURRENT -> "";
        };
    }

    private static JsonObject json(RepositorySummary summary, Optional<IndexState> index) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("name", summary.name())
                .add("description", summary.description())
                .add("files", summary.files())
                .add("languages", JsonCodec.array(Lines.languages(summary)));
        if (!summary.branch().isEmpty()) {
            object.add("branch", summary.branch());
        }
        index.ifPresent(state -> object.add("index",
                JsonCodec.object().add("phase", state.phase().name().toLowerCase(Locale.ROOT)).add("files", state.files())));
        return object.build();
    }
}
