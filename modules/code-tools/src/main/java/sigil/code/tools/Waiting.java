package sigil.code.tools;

import java.time.Duration;
import java.time.Instant;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchResult;
import sigil.mcp.core.Call;

/** How long a call has. */
final class Waiting {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    /** What is kept of a call's time to write the answer in: whoever is late answers nothing, not even what was found. */
    private static final Duration LONGEST_RESERVE = Duration.ofSeconds(2);
    private static final int PART_RESERVED = 5;

    private Waiting() {
    }

    /** As long as a search for a call may take, so that what it found by then can still be told. */
    static SearchControl of(Call call) {
        Duration left = Duration.between(Instant.now(), call.deadline());
        Duration reserve = left.dividedBy(PART_RESERVED).compareTo(LONGEST_RESERVE) < 0 ? left.dividedBy(PART_RESERVED) : LONGEST_RESERVE;
        Duration budget = left.minus(reserve);
        return SearchControl.within(budget.compareTo(SHORTEST) < 0 ? SHORTEST : budget).cancelledBy(call::cancelled);
    }

    /** What an answer says of how it ended. */
    static String said(SearchResult.Ending ending) {
        return switch (ending) {
            case COMPLETE -> "";
            case LIMIT -> " (more follow)";
            case DEADLINE -> " (incomplete: the time was over; narrow it with repo or path)";
            case CANCELLED -> " (incomplete: cancelled)";
        };
    }
}
