package sigil.code.tools;

import jakarta.json.JsonObject;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.mcp.core.ToolException;

/** The argument {@code repo}. */
final class RepositoryArgument {
    private final Repositories repositories;

    RepositoryArgument(Repositories repositories) {
        this.repositories = repositories;
    }

    Repository in(JsonObject arguments) {
        String name = arguments.getString("repo");
        return repositories.find(name).orElseThrow(() -> new ToolException(
                "There is no repository \"" + Shown.inline(name) + "\". There are: " + String.join(", ", repositories.names()) + "."));
    }
}
