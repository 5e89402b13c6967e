package sigil.code.tools;

import jakarta.json.JsonObject;
import java.util.Optional;
import sigil.code.search.VectorIndexer;
import sigil.code.search.VectorState;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolHandler;

/** {@code build_vector_index}, for prompts and programs that know it from the server before this one: there is nothing to be built by hand. */
final class BuildVectorIndex implements ToolHandler {
    private final RepositoryArgument repositories;
    private final Optional<VectorIndexer> vectors;

    BuildVectorIndex(RepositoryArgument repositories, Optional<VectorIndexer> vectors) {
        this.repositories = repositories;
        this.vectors = vectors;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        String name = arguments.containsKey("repo") ? repositories.in(arguments).name() : "";
        String nothing = "There is nothing to build" + (name.isEmpty() ? "" : " for " + name) + ": ";
        Optional<VectorState> state = vectors.map(VectorIndexer::state);
        return CallToolResult.of(nothing + state.map(known -> "the server has its vectors made by itself. " + VectorWords.of(known) + ".")
                .orElse("semantic_search works by words, and the server keeps its index by itself. Its owner may add vectors (embedding.url)."),
                JsonCodec.object().add("vectors", state.isPresent()).build());
    }
}
