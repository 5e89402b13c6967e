package sigil.code.tools;

import jakarta.json.JsonObject;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolHandler;

/** {@code build_vector_index}, for prompts and programs that know it from the server before this one: there is nothing to be built by hand. */
final class BuildVectorIndex implements ToolHandler {
    private final RepositoryArgument repositories;

    BuildVectorIndex(RepositoryArgument repositories) {
        this.repositories = repositories;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        String name = arguments.containsKey("repo") ? repositories.in(arguments).name() : "";
        return CallToolResult.of("There is nothing to build" + (name.isEmpty() ? "" : " for " + name)
                + ": semantic_search works by words, and the server keeps its index by itself. Vectors are not used.",
                JsonCodec.object().add("vectors", false).build());
    }
}
