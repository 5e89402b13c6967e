package sigil.mcp.http;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;

/** Server-sent events as bytes, each in one array so that it is written at once. */
final class SseEvent {
    private static final byte[] PREFIX = bytes("event: message\ndata: ");
    private static final byte[] KEEP_ALIVE = bytes(": keep-alive\n\n");

    private SseEvent() {
    }

    /** A JSON-RPC message, with the id to come back with where there is one; JSON text has no line breaks of its own. */
    static byte[] message(JsonValue message, Optional<String> id) {
        byte[] first = id.map(text -> bytes("id: " + text + "\n")).orElse(new byte[0]);
        byte[] json = JsonCodec.bytes(message);
        byte[] event = new byte[first.length + PREFIX.length + json.length + 2];
        System.arraycopy(first, 0, event, 0, first.length);
        System.arraycopy(PREFIX, 0, event, first.length, PREFIX.length);
        System.arraycopy(json, 0, event, first.length + PREFIX.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }

    /** An event without a message: an id to come back with, and when to. */
    static byte[] priming(String id, long retryMillis) {
        return bytes("id: " + id + "\nretry: " + retryMillis + "\ndata: \n\n");
    }

    /** When to come back, before the connection is closed. */
    static byte[] retry(long millis) {
        return bytes("retry: " + millis + "\n\n");
    }

    /** A comment, which a client skips and a proxy counts as life. */
    static byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
