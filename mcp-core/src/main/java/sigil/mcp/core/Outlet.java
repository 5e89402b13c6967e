package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a transport gives to a call: the way to its client, and when to end. */
public interface Outlet {

    /**
     * Sends a notification or a request that belongs to the call, before its result. What can no longer be sent is dropped.
     *
     * @param message a whole JSON-RPC message
     * @return whether the client may get it: false where it takes nothing but one whole answer
     */
    boolean send(JsonObject message);

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

    /**
     * The call waits for its client from now on: its own time stands still.
     *
     * @param longest how long it will wait at most
     */
    void waiting(Duration longest);

    /**
     * A session was opened for this client: what it sends from now on belongs to it.
     *
     * @param session the session
     */
    void opened(Session session);

    /** The call works again. */
    void working();

    /**
     * How the client of this call would get a scope that its caller lacks.
     *
     * @param needed the scope
     * @return a challenge of RFC 6750 section 3, or empty where the transport knows no way
     */
    default Optional<String> challenge(Scope needed) {
        return Optional.empty();
    }
}
