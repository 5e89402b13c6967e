package sigil.code.search;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * How long a search may run, how it is stopped, and who hears of its progress.
 *
 * @param budget    positive; when it is spent, what was found so far is the answer
 * @param cancelled asked often, by several threads: must be cheap and safe for that
 * @param filesDone told now and then, by one thread at a time, how many files are done; must not block for long
 */
public record SearchControl(Duration budget, BooleanSupplier cancelled, LongConsumer filesDone) {

    /** Checks the budget. */
    public SearchControl {
        Objects.requireNonNull(cancelled, "cancelled");
        Objects.requireNonNull(filesDone, "filesDone");
        if (!budget.isPositive()) {
            throw new IllegalArgumentException("budget is " + budget + "; give a positive duration");
        }
    }

    /**
     * A budget, and nothing else.
     *
     * @param budget positive
     * @return the control
     */
    public static SearchControl within(Duration budget) {
        return new SearchControl(budget, () -> false, done -> { });
    }

    /** @return this with a way to stop it
     * @param stop answers whether nobody waits any longer */
    public SearchControl cancelledBy(BooleanSupplier stop) {
        return new SearchControl(budget, stop, filesDone);
    }

    /** @return this with progress
     * @param listener hears the number of files done */
    public SearchControl reportingTo(LongConsumer listener) {
        return new SearchControl(budget, cancelled, listener);
    }
}
