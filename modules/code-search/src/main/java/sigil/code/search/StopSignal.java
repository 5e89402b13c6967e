package sigil.code.search;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Why a running search must stop, if it must: the first reason stays. */
final class StopSignal {

    private final SearchControl control;
    private final long deadline;
    private final AtomicReference<SearchResult.Ending> reason = new AtomicReference<>(SearchResult.Ending.COMPLETE);

    StopSignal(SearchControl control) {
        this.control = control;
        // a budget of centuries must not overflow
        this.deadline = System.nanoTime() + Math.min(control.budget().toMillis(), Long.MAX_VALUE / 4_000_000) * 1_000_000
                + control.budget().toNanosPart() % 1_000_000;
    }

    /** How much time is left; a millisecond at least. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /** Asks the clock and the caller. */
    boolean raised() {
        if (reason.get() == SearchResult.Ending.COMPLETE) {
            if (control.cancelled().getAsBoolean()) {
                raise(SearchResult.Ending.CANCELLED);
            } else if (System.nanoTime() - deadline >= 0) {
                raise(SearchResult.Ending.DEADLINE);
            }
        }
        return reason.get() != SearchResult.Ending.COMPLETE;
    }

    void raise(SearchResult.Ending why) {
        reason.compareAndSet(SearchResult.Ending.COMPLETE, why);
    }

    /** The reason; {@code COMPLETE} while there is none. */
    SearchResult.Ending reason() {
        return reason.get();
    }
}
