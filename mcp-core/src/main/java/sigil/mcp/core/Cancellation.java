package sigil.mcp.core;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether a call should end, and why. Set once, by whichever reason comes first. */
public final class Cancellation {

    /** Why a call ends early. */
    public enum Reason {
        /** The client closed its connection or stream. */
        CLIENT_GONE,
        /** The client said that it wants no answer any more. */
        CLIENT_CANCELLED,
        /** The call took longer than the configured limit. */
        TIME_OVER,
        /** The server stops. */
        SERVER_STOPS
    }

    private final AtomicReference<Reason> reason = new AtomicReference<>();
    private final Runnable then;

    /** Creates one that is not set and of which nobody is told. */
    public Cancellation() {
        this(() -> { });
    }

    /**
     * Creates one that is not set.
     *
     * @param then runs once, on the thread that cancels
     */
    public Cancellation(Runnable then) {
        this.then = then;
    }

    /**
     * Asks the call to end.
     *
     * @param why the reason
     * @return whether this reason was the first
     */
    public boolean cancel(Reason why) {
        boolean first = reason.compareAndSet(null, why);
        if (first) {
            then.run();
        }
        return first;
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
