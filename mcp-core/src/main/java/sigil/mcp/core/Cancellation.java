package sigil.mcp.core;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether a call should end, and why. Set once, by whichever reason comes first. */
public final class Cancellation {

    /** Why a call ends early. */
    public enum Reason {
        /** The client closed its connection or stream. */
        CLIENT_GONE,
        /** The call took longer than the configured limit. */
        TIME_OVER,
        /** The server stops. */
        SERVER_STOPS
    }

    private final AtomicReference<Reason> reason = new AtomicReference<>();

    /** Creates one that is not set. */
    public Cancellation() {
    }

    /**
     * Asks the call to end.
     *
     * @param why the reason
     * @return whether this reason was the first
     */
    public boolean cancel(Reason why) {
        return reason.compareAndSet(null, why);
    }

    /**
     * The reason that came first.
     *
     * @return the reason, or empty while the call may go on
     */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }
}
