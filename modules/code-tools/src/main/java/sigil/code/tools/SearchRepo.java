package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolHandler;

/** {@code search_repo}: {@code search_code} as the server before this one called it, for prompts and programs that still do. */
final class SearchRepo implements ToolHandler {
    private final SearchCode search;

    SearchRepo(SearchCode search) {
        this.search = search;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        JsonObjectBuilder same = JsonCodec.object();
        for (String name : List.of("query", "repo", "max_results", "cursor")) {
            if (arguments.containsKey(name)) {
                same.add(name, arguments.get(name));
            }
        }
        String glob = arguments.getString("file_glob", "*");
        return search.call((glob.equals("*") ? same : same.add("path", glob)).build(), call);
    }
}
