package sigil.mcp.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests of one session or one connection that are being answered, by their ids: what {@code notifications/cancelled} can reach, and
 * what a second request must not be called.
 */
public final class InFlight {
    private final Map<RequestId, Cancellation> requests = new ConcurrentHashMap<>();

    /** Creates an empty one. */
    public InFlight() {
    }

    boolean enter(RequestId id, Cancellation cancellation) {
        return requests.putIfAbsent(id, cancellation) == null;
    }

    void leave(RequestId id) {
        requests.remove(id);
    }

    /** Cancels a request; one that is unknown or done is ignored, as the specification wants it. */
    void cancel(RequestId id) {
        Cancellation cancellation = requests.get(id);
        if (cancellation != null) {
            cancellation.cancel(Cancellation.Reason.CLIENT_CANCELLED);
        }
    }
}
