package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * The parameters of {@code tools/call}.
 *
 * @param name      the tool
 * @param arguments its arguments, not yet held against its schema
 */
record CallTool(String name, JsonObject arguments) {

    static CallTool decode(JsonObject params) {
        String name = JsonCodec.string(params, "name").orElseThrow(() -> invalid("params.name must be a string: the tool to call."));
        return switch (params.get("arguments")) {
            case null -> new CallTool(name, JsonValue.EMPTY_JSON_OBJECT);
            case JsonObject arguments -> new CallTool(name, arguments);
            default -> throw invalid("params.arguments must be an object.");
        };
    }

    private static RpcException invalid(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, message, 200));
    }
}
