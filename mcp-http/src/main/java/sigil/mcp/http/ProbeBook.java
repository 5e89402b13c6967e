package sigil.mcp.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The visits of the last minutes, so that no ticket counts twice and the box can ask which of its requests arrived. Never more than four thousand. */
final class ProbeBook {
    private static final int ROOM = 4_000;
    /** A ticket may be for a moment that is still to come: it must be known for longer than it is good. */
    private static final Duration KEPT = ProbeKey.WINDOW.multipliedBy(3);

    private record Entry(ProbeVisit visit, Instant at, int status) {
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Writes a visit down; false if its ticket was used before, or if there is no room. */
    synchronized boolean enter(ProbeVisit visit, Instant now) {
        entries.values().removeIf(entry -> entry.at().plus(KEPT).isBefore(now));
        return entries.size() < ROOM && entries.putIfAbsent(visit.nonce(), new Entry(visit, now, 0)) == null;
    }

    /** Adds how a visit was answered. */
    synchronized void answered(ProbeVisit visit, int status) {
        entries.computeIfPresent(visit.nonce(), (_, entry) -> new Entry(visit, entry.at(), status));
        notifyAll();
    }

    /** What is known of a nonce. */
    synchronized Optional<ProbeVisit> find(String nonce) {
        return Optional.ofNullable(entries.get(nonce)).map(Entry::visit);
    }

    /** How a visit was answered; 0 if it is not within this time. Its client may have the answer a moment before it stands here. */
    synchronized int status(String nonce, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            Entry entry = entries.get(nonce);
            if (entry == null || entry.status() != 0) {
                break;
            }
            wait(left);
        }
        return entries.containsKey(nonce) ? entries.get(nonce).status() : 0;
    }
}
