package sigil.mcp.core;

import jakarta.json.JsonObject;

/** A JSON-RPC 2.0 message that a client may send. */
public sealed interface Message {

    /**
     * A call that expects an answer.
     *
     * @param id     its id
     * @param method its method
     * @param params its parameters, empty where it has none
     */
    record Request(RequestId id, String method, JsonObject params) implements Message {
    }

    /**
     * A call that expects no answer.
     *
     * @param method its method
     * @param params its parameters, empty where it has none
     */
    record Notification(String method, JsonObject params) implements Message {
    }

    /**
     * An answer to something the server asked.
     *
     * @param id   the id of what the server asked
     * @param body the whole message, with {@code result} or {@code error}
     */
    record Response(RequestId id, JsonObject body) implements Message {
    }
}
