package sigil.mcp.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Of events that are the same but for the address, the first of a minute is written down and the others are counted, so that whoever repeats himself
 * costs no write to the disk each time and fills no trail. From where is not compared, because whoever has a network has many addresses.
 *
 * <p>In memory: a restart forgets what was counted since the last row.
 */
final class Repeats {
    private static final long SECONDS = 60;
    /** Beyond this many kinds at a time, each event is written down. */
    private static final int MOST = 1_000;

    private final Map<AuditTrail.Event, Run> runs = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Since when, in seconds of the epoch, and how many were not written down. */
    private record Run(long since, int unwritten) {
    }

    /** What to write down for an event that happened now; empty if it was only counted. */
    Optional<AuditTrail.Event> count(AuditTrail.Event event, long now) {
        AuditTrail.Event kind = event.address("");
        lock.lock();
        try {
            Run run = runs.get(kind);
            if (run != null && now - run.since() < SECONDS) {
                runs.put(kind, new Run(run.since(), run.unwritten() + 1));
                return Optional.empty();
            }
            if (run != null || runs.size() < MOST) {
                runs.put(kind, new Run(now, 0));
            }
            return Optional.of(times(event, run == null ? 1 : run.unwritten() + 1));
        } finally {
            lock.unlock();
        }
    }

    /** What was counted and not written down, of runs that are over; they are forgotten. */
    List<AuditTrail.Event> over(long now) {
        lock.lock();
        try {
            List<AuditTrail.Event> over = new ArrayList<>();
            for (Iterator<Map.Entry<AuditTrail.Event, Run>> each = runs.entrySet().iterator(); each.hasNext();) {
                var run = each.next();
                if (now - run.getValue().since() >= SECONDS) {
                    each.remove();
                    if (run.getValue().unwritten() > 0) {
                        over.add(times(run.getKey(), run.getValue().unwritten()));
                    }
                }
            }
            return over;
        } finally {
            lock.unlock();
        }
    }

    private static AuditTrail.Event times(AuditTrail.Event event, int times) {
        return times == 1 ? event : event.detail(event.detail().map(words -> words + ", ").orElse("") + times + " times");
    }
}
