package sigil.mcp.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** How many fetches there may be: at once, and of one host within a minute. */
final class FetchBudget {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Semaphore atOnce;
    private final InstantSource clock;
    private final Map<String, Deque<Instant>> starts = new HashMap<>();

    FetchBudget(int perMinute, int atOnce, InstantSource clock) {
        this.perMinute = perMinute;
        this.atOnce = new Semaphore(atOnce);
        this.clock = clock;
    }

    /** Why there may be no fetch now, as a sentence; empty if there may be one, which is to be given back when it has ended. */
    Optional<String> take(String host) {
        if (!atOnce.tryAcquire()) {
            return Optional.of("This server is fetching as many documents of clients as it does at once. Try again in a moment.");
        }
        if (!start(host)) {
            atOnce.release();
            return Optional.of("%s was asked for a document %d times within a minute. Wait a minute and try again.".formatted(host, perMinute));
        }
        return Optional.empty();
    }

    /** A fetch has ended. */
    void giveBack() {
        atOnce.release();
    }

    private synchronized boolean start(String host) {
        Instant now = clock.instant();
        starts.values().forEach(times -> times.removeIf(time -> !time.isAfter(now.minus(MINUTE))));
        starts.values().removeIf(Deque::isEmpty);
        Deque<Instant> times = starts.computeIfAbsent(host, _ -> new ArrayDeque<>());
        return times.size() < perMinute && times.add(now);
    }
}
