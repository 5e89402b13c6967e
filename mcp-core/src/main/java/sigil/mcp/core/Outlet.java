package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.time.Instant;

/** What a transport gives to a call: the way to its client, and when to end. */
public interface Outlet {

    /**
     * Sends a notification that belongs to the call, before its result. What can no longer be sent is dropped.
     *
     * @param notification a whole JSON-RPC notification
     */
    void send(JsonObject notification);

    /**
     * When the call should end.
     *
     * @return its cancellation
     */
    Cancellation cancellation();

    /**
     * By when a handler should return.
     *
     * @return a moment on the wall clock
     */
    Instant deadline();
}
