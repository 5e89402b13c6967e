package sigil.mcp.http;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import sigil.mcp.core.JsonCodec;

/** Server-sent events as bytes, each in one array so that it is written at once. */
final class SseEvent {
    private static final byte[] PREFIX = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private SseEvent() {
    }

    /** A JSON-RPC message; JSON text has no line breaks of its own. */
    static byte[] message(JsonObject message) {
        byte[] json = JsonCodec.bytes(message);
        byte[] event = new byte[PREFIX.length + json.length + 2];
        System.arraycopy(PREFIX, 0, event, 0, PREFIX.length);
        System.arraycopy(json, 0, event, PREFIX.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }

    /** A comment, which a client skips and a proxy counts as life. */
    static byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }
}
