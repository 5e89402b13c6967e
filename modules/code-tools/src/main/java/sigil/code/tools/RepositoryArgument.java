package sigil.code.tools;

import java.util.List;
import jakarta.json.JsonObject;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.mcp.core.ToolException;

/** The argument {@code repo} of tools, {@code repository} of prompts. */
final class RepositoryArgument {
    private static final int MOST = 50;

    private final Repositories repositories;

    RepositoryArgument(Repositories repositories) {
        this.repositories = repositories;
    }

    Repository in(JsonObject arguments) {
        return there(arguments.getString("repo"));
    }

    /** One whose directory is there: of one that is not, nothing that was found would be the truth. */
    Repository there(String name) {
        Repository repository = named(name);
        if (!repository.reachable()) {
            throw new ToolException("The directory of \"" + repository.name() + "\" is not there at the moment. Ask its owner.");
        }
        return repository;
    }

    /** One that is configured. */
    Repository named(String name) {
        return repositories.find(name).orElseThrow(() -> new ToolException(
                "There is no repository \"" + Shown.inline(name) + "\". There are: " + names() + "."));
    }

    private String names() {
        List<String> names = repositories.names();
        return names.size() <= MOST ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " more, which list_repos tells";
    }
}
