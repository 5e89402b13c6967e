package sigil.mcp.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import sigil.mcp.core.JsonCodec;

/**
 * MCP in the revision 2026-07-28, which needs no session.
 *
 * @param road  how the client comes to the server
 * @param token its access token
 */
record McpVisit(Road road, String token) {
    private static final String REVISION = "2026-07-28";

    RawHttp.Response tools() {
        return ask("tools/list", JsonCodec.object());
    }

    RawHttp.Response ping() {
        return ask("tools/call", JsonCodec.object().add("name", "ping").add("arguments", JsonCodec.object()), "Mcp-Name: ping");
    }

    private RawHttp.Response ask(String method, JsonObjectBuilder params, String... mirrored) {
        JsonObject context = JsonCodec.object()
                .add("io.modelcontextprotocol/protocolVersion", REVISION)
                .add("io.modelcontextprotocol/clientInfo", JsonCodec.object().add("name", "visit").add("version", "1"))
                .add("io.modelcontextprotocol/clientCapabilities", JsonCodec.object())
                .build();
        String body = new String(JsonCodec.bytes(JsonCodec.object().add("jsonrpc", "2.0").add("id", 1).add("method", method)
                .add("params", params.add("_meta", context)).build()), StandardCharsets.UTF_8);
        String[] headers = {"Accept: application/json, text/event-stream", "Authorization: Bearer " + token, "MCP-Protocol-Version: " + REVISION,
            "Mcp-Method: " + method};
        String[] all = java.util.Arrays.copyOf(headers, headers.length + mirrored.length);
        System.arraycopy(mirrored, 0, all, headers.length, mirrored.length);
        return road.json("/mcp", body, all);
    }
}
