package sigil.mcp.core;

import java.util.concurrent.atomic.AtomicLong;

/** What many may take together, in bytes or whatever it is counted in. */
final class Allowance {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Allowance(long most) {
        this.most = most;
    }

    /** Takes some, or gives some back where it is less than nothing; false where there is not as much. */
    boolean take(long some) {
        long now = taken.addAndGet(some);
        if (some > 0 && now > most) {
            taken.addAndGet(-some);
            return false;
        }
        return true;
    }
}
