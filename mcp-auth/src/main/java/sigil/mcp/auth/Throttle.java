package sigil.mcp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Says whether something may be tried now or only later, by any number of {@linkplain Limit limits} at once.
 *
 * <p>A try counts as failed from the moment at which it is let through until somebody says otherwise, so that a thousand tries at the same moment do
 * not all see a clean slate. A try that is told to wait counts nowhere: whoever reloads the page waits no longer for it, and a stranger cannot fill
 * the memory faster than he is let through.
 *
 * <p>The memory is bounded for each limit. When it is full, first goes what is over, then what weighs least. Whoever wants his own failures to be
 * forgotten must therefore have as many others remembered in their place as there is room for, each with as many failures as his own.
 *
 * <p>It is all in memory, and a restart forgets it. Nothing slow is done under its lock.
 */
final class Throttle {
    private static final int LONGEST_SUBJECT = 64;
    /** Made free at a time, so that not every new subject looks through all of them. */
    private static final int SHARE_FORGOTTEN = 8;

    private final Clock clock;
    private final int room;
    private final Map<Limit, Map<String, Limit.Trace>> known = new HashMap<>();
    /** In the order of coming: of those who come by the thousand, none shall wait for the end of the flood. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /**
     * Remembers nothing yet.
     *
     * @param clock says what time it is
     * @param room  subjects that are remembered for each limit
     */
    Throttle(Clock clock, int room) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.room = room;
    }

    /** What may be done now. */
    sealed interface Decision {
        /** It may be tried, and was counted. */
        record Go() implements Decision {
        }

        /**
         * It may not be tried yet, and was not counted.
         *
         * @param time until it may, more than nothing
         */
        record Wait(Duration time) implements Decision {
        }
    }

    /**
     * Who or what tries.
     *
     * @param limit   how often it may
     * @param subject such as an address; a long one is kept as its SHA-256
     */
    record Key(Limit limit, String subject) {
        /** Checks that nothing is missing, and shortens the subject. */
        Key {
            Objects.requireNonNull(limit, "limit");
            subject = subject.length() > LONGEST_SUBJECT ? sha256(subject) : subject;
        }
    }

    /** Counts a try for all of these keys if each lets it through, and for none otherwise. */
    Decision check(Key... keys) {
        lock.lock();
        try {
            long now = clock.millis();
            Duration longest = Stream.of(keys)
                    .flatMap(key -> trace(key).map(trace -> key.limit().wait(trace, now)).stream())
                    .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
            if (longest.isPositive()) {
                return new Decision.Wait(longest);
            }
            for (Key key : keys) {
                keep(key, Optional.of(key.limit().tried(trace(key), now)), now);
            }
            return new Decision.Go();
        } finally {
            lock.unlock();
        }
    }

    /** Says of a try that was let through that it was right. */
    void succeeded(Key... keys) {
        lock.lock();
        try {
            long now = clock.millis();
            for (Key key : keys) {
                trace(key).ifPresent(trace -> keep(key, key.limit().succeeded(trace, now), now));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says of a try that was let through that it came to nothing, for a reason that lies here. */
    void withdrawn(Key... keys) {
        lock.lock();
        try {
            long now = clock.millis();
            for (Key key : keys) {
                trace(key).ifPresent(trace -> keep(key, key.limit().withdrawn(trace, now), now));
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Limit.Trace> trace(Key key) {
        return Optional.ofNullable(known.getOrDefault(key.limit(), Map.of()).get(key.subject()));
    }

    private void keep(Key key, Optional<Limit.Trace> trace, long now) {
        Map<String, Limit.Trace> subjects = known.computeIfAbsent(key.limit(), _ -> new HashMap<>());
        if (trace.isEmpty()) {
            subjects.remove(key.subject());
            return;
        }
        if (subjects.size() >= room && !subjects.containsKey(key.subject())) {
            makeRoom(key.limit(), subjects, now);
        }
        subjects.put(key.subject(), trace.get());
    }

    private void makeRoom(Limit limit, Map<String, Limit.Trace> subjects, long now) {
        subjects.values().removeIf(trace -> limit.weight(trace, now) == 0);
        if (subjects.size() >= room) {
            List<String> lightest = subjects.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<String, Limit.Trace>>comparingLong(subject -> limit.weight(subject.getValue(), now))
                            .thenComparingLong(subject -> subject.getValue().at()))
                    .limit(Math.ceilDiv(room, SHARE_FORGOTTEN)).map(Map.Entry::getKey).toList();
            subjects.keySet().removeAll(Set.copyOf(lightest));
        }
    }

    /** For tests: how many subjects are remembered. */
    int remembered() {
        lock.lock();
        try {
            return known.values().stream().mapToInt(Map::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private static String sha256(String subject) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
