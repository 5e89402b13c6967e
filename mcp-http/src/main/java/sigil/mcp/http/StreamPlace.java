package sigil.mcp.http;

import java.util.concurrent.Semaphore;

/** The place of one answer among all streams that may be open at the same time. Used under the lock of its {@link HttpAnswer}. */
final class StreamPlace {
    private final Semaphore places;
    private boolean held;

    StreamPlace(Semaphore places) {
        this.places = places;
    }

    /** Takes it, unless it is held already; false where there is none. */
    boolean take() {
        held = held || places.tryAcquire();
        return held;
    }

    /** Gives it back, if it is held. */
    void leave() {
        if (held) {
            held = false;
            places.release();
        }
    }
}
