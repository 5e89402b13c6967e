package sigil.mcp.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import sigil.mcp.core.Session;

/** The resumable streams of all sessions. Number 0 of each is the one that no request opened. */
final class EventStreams {
    /** A client that comes back for more than this many streams of a session waits for them in vain: the oldest that ended are gone. */
    private static final int MOST_OF_A_SESSION = 64;

    private final ReplayBudget budget;
    private final Map<Session, OfSession> sessions = new ConcurrentHashMap<>();

    private static final class OfSession {
        private final Map<Long, EventStream> streams = new ConcurrentHashMap<>();
        private final AtomicLong last = new AtomicLong();
    }

    /**
     * Where a client wants to go on.
     *
     * @param stream one of its session's
     * @param after  the last place that it has seen
     */
    record Position(EventStream stream, long after) {
    }

    EventStreams(long maxBytes) {
        this.budget = new ReplayBudget(maxBytes);
    }

    /** A new stream, for the answer to a request. */
    EventStream open(Session session) {
        OfSession of = of(session);
        EventStream stream = new EventStream(of.last.incrementAndGet(), budget);
        of.streams.put(stream.number(), stream);
        long old = stream.number() - MOST_OF_A_SESSION;
        if (old > 0) {
            Optional.ofNullable(of.streams.remove(old)).ifPresent(budget::dropped);
        }
        return stream;
    }

    /** The stream of a session that no request opened. */
    EventStream standalone(Session session) {
        return of(session).streams.computeIfAbsent(0L, number -> new EventStream(number, budget));
    }

    /** What a {@code Last-Event-ID} means, if it is one of the session's and everything after it is still here. */
    Optional<Position> find(Session session, String lastEventId) {
        int dash = lastEventId.indexOf('-');
        try {
            long number = Long.parseLong(lastEventId.substring(0, Math.max(0, dash)));
            long after = Long.parseLong(lastEventId.substring(dash + 1));
            return Optional.ofNullable(of(session).streams.get(number))
                    .filter(stream -> after >= 0 && stream.holds(after))
                    .map(stream -> new Position(stream, after));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private OfSession of(Session session) {
        OfSession found = sessions.get(session);
        if (found != null) {
            return found;
        }
        OfSession created = sessions.computeIfAbsent(session, key -> new OfSession());
        session.onEnd(() -> Optional.ofNullable(sessions.remove(session)).ifPresent(
                gone -> gone.streams.values().forEach(budget::dropped)));
        return created;
    }
}
