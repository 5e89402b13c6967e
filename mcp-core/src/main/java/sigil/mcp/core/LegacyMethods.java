package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;

/** The method table of the revisions up to 2025-11-25, and the shape of their results. */
final class LegacyMethods {

    private LegacyMethods() {
    }

    static MethodTable table(ServerInfo server, ToolRegistry tools) {
        JsonObject listed = JsonCodec.object().add("tools", tools.list()).build();
        return new MethodTable(200, CallToolResult::toJson, List.of(
                new Method<>("initialize", LegacyMethods::negotiated, (version, call) -> initialized(server, version), result -> result),
                new Method<>("ping", params -> params, (params, call) -> JsonValue.EMPTY_JSON_OBJECT, result -> result),
                new Method<>("tools/list", ListTools::decode, (params, call) -> listed, result -> result),
                new Method<>("tools/call", CallTool::decode, tools::call, CallToolResult::toJson)));
    }

    /** The version asked for where it is spoken in this era, or the newest that is (2025-11-25, lifecycle, "Version Negotiation"). */
    private static ProtocolVersion negotiated(JsonObject params) {
        String asked = JsonCodec.string(params, "protocolVersion").orElseThrow(() -> new RpcException(
                new RpcError(RpcError.INVALID_PARAMS, "params.protocolVersion must be a string such as \""
                        + ProtocolVersion.LATEST_LEGACY.wire() + "\".", 200)));
        return ProtocolVersion.parse(asked)
                .filter(version -> version.era() == Era.LEGACY)
                .orElse(ProtocolVersion.LATEST_LEGACY);
    }

    private static JsonObject initialized(ServerInfo server, ProtocolVersion version) {
        JsonObjectBuilder result = JsonCodec.object()
                .add("protocolVersion", version.wire())
                .add("capabilities", server.capabilities())
                .add("serverInfo", server.implementation().toJson());
        if (!server.instructions().isEmpty()) {
            result.add("instructions", server.instructions());
        }
        return result.build();
    }
}
