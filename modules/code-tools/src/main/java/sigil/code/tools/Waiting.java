package sigil.code.tools;

import java.time.Duration;
import java.time.Instant;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchResult;
import sigil.mcp.core.Call;

/** How long a call has. */
final class Waiting {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private Waiting() {
    }

    static SearchControl of(Call call) {
        Duration left = Duration.between(Instant.now(), call.deadline());
        return SearchControl.within(left.compareTo(SHORTEST) < 0 ? SHORTEST : left).cancelledBy(call::cancelled);
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
