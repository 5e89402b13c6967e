package sigil.mcp.stdio;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** The time of a call, which stands still while the call waits for its client. */
final class CallTime {
    /** Whoever waits for a client gives up first, so that its words are what the client gets. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final boolean endless;
    private final ReentrantLock lock = new ReentrantLock();
    private int waits;
    private long remaining;
    private volatile long overAt;
    private volatile Instant deadline = Instant.MAX;

    /** A call without an end of its own. */
    CallTime() {
        this.endless = true;
    }

    /** A call that is over after the given time. */
    CallTime(Duration limit) {
        this.endless = false;
        give(limit.toNanos());
    }

    boolean over(long now) {
        return !endless && now - overAt >= 0;
    }

    Instant deadline() {
        return deadline;
    }

    void waiting(Duration longest) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (waits++ == 0) {
                remaining = Math.max(0, overAt - now);
            }
            long wait = longest.plus(SLACK).toNanos();
            if (now + wait - overAt > 0) {
                give(wait);
            }
        } finally {
            lock.unlock();
        }
    }

    void working() {
        lock.lock();
        try {
            if (--waits == 0) {
                give(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    private void give(long nanos) {
        if (endless) {
            return;
        }
        overAt = System.nanoTime() + nanos;
        // a tenth is left for the handler to return what it has
        deadline = Instant.now().plusNanos(nanos / 10 * 9);
    }
}
