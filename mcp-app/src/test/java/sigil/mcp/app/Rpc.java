package sigil.mcp.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** JSON-RPC messages as text, in the era before 2026-07-28, which needs no headers. */
final class Rpc {
    static final String PING = request("ping", JsonValue.EMPTY_JSON_OBJECT);

    private static final JsonInput INPUT = new JsonInput(100);

    private Rpc() {
    }

    static String request(String method, JsonObject params) {
        return written(JsonCodec.object().add("jsonrpc", "2.0").add("id", 1).add("method", method).add("params", params).build());
    }

    static String notification(String method) {
        return written(JsonCodec.object().add("jsonrpc", "2.0").add("method", method).build());
    }

    static String call(String tool, JsonObject arguments) {
        return request("tools/call", JsonCodec.object().add("name", tool).add("arguments", arguments).build());
    }

    /** A call that asks for progress, and so for a stream wherever there is any. */
    static String callWithProgress(String tool, JsonObject arguments) {
        return request("tools/call", JsonCodec.object()
                .add("name", tool)
                .add("arguments", arguments)
                .add("_meta", JsonCodec.object().add("progressToken", "t"))
                .build());
    }

    static JsonValue parse(String text) {
        try {
            return INPUT.read(text.strip().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new AssertionError(e.getMessage() + " It was: " + text, e);
        }
    }

    private static String written(JsonValue value) {
        return new String(JsonCodec.bytes(value), StandardCharsets.UTF_8);
    }
}
