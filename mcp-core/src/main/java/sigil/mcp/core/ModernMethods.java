package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;

/** The method table of revision 2026-07-28, and the shape of its results. */
final class ModernMethods {
    /** How long a client may keep what the server says of itself and its tools, in milliseconds; both change only when it is restarted. */
    private static final long TTL_MS = 300_000;

    private ModernMethods() {
    }

    static MethodTable table(ServerInfo server, ToolRegistry tools) {
        JsonObject meta = JsonCodec.object().add(ClientMeta.SERVER_INFO, server.implementation().toJson()).build();
        Function<CallToolResult, JsonObject> toolResult = result -> complete(result.toJson(), meta).build();
        // what may be kept depends on who asks: the owner may see more one day, so nothing here is public
        JsonObject discovered = cacheable(discovered(server), meta);
        JsonObject listed = cacheable(JsonCodec.object().add("tools", tools.list()).build(), meta);
        return new MethodTable(404, toolResult, List.of(
                new Method<>("server/discover", params -> params, (params, call) -> discovered, result -> result),
                new Method<>("tools/list", ListTools::decode, (params, call) -> listed, result -> result),
                new Method<>("tools/call", CallTool::decode, tools::call, toolResult)));
    }

    private static JsonObjectBuilder complete(JsonObject result, JsonObject meta) {
        return JsonCodec.object(result).add("resultType", "complete").add("_meta", meta);
    }

    private static JsonObject cacheable(JsonObject result, JsonObject meta) {
        return complete(result, meta).add("ttlMs", TTL_MS).add("cacheScope", "private").build();
    }

    private static JsonObject discovered(ServerInfo server) {
        JsonObjectBuilder result = JsonCodec.object()
                .add("supportedVersions", JsonCodec.array(ProtocolVersion.supported()))
                .add("capabilities", server.capabilities());
        if (!server.instructions().isEmpty()) {
            result.add("instructions", server.instructions());
        }
        return result.build();
    }
}
