package sigil.code.tools;

import jakarta.json.JsonObject;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolHandler;

/** {@code ping}. */
final class Ping implements ToolHandler {
    private final CallToolResult answer;

    Ping(String version) {
        answer = CallToolResult.of("ok, Sigil MCP " + version, JsonCodec.object().add("status", "ok").add("version", version).build());
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        return answer;
    }
}
