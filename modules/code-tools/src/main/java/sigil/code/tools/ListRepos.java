package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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

    ListRepos(Repositories repositories, RepositorySummaries summaries) {
        this.repositories = repositories;
        this.summaries = summaries;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        int number = repositories.all().size();
        StringBuilder text = new StringBuilder(number == 1 ? "1 repository" : number + " repositories");
        JsonArrayBuilder list = JsonCodec.array();
        for (Repository repository : repositories.all()) {
            RepositorySummary summary = summaries.of(repository);
            text.append('\n').append(Lines.of(summary));
            list.add(json(summary));
        }
        return CallToolResult.of(text.toString(), JsonCodec.object().add("repositories", list).build());
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
