package sigil.mcp.core;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions that are open: a bounded number, those used last at the end. A client that opens a session for every call, as some do, costs
 * the sessions that nobody uses, never those in use.
 */
final class Sessions {
    /** What the subscriptions of all sessions may take of the memory, in characters. */
    private static final long MOST_SUBSCRIBED = 16 << 20;

    private final Allowance subscribed = new Allowance(MOST_SUBSCRIBED);
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Session> open = new LinkedHashMap<>(64, 0.75f, true);
    private final ServerLimits limits;
    private final Changes changes;

    Sessions(ServerLimits limits, Changes changes) {
        this.limits = limits;
        this.changes = changes;
    }

    /** Opens a session, or empty where all places are in use. */
    Optional<Session> open(Caller caller, ProtocolVersion version, ClientCapabilities client) {
        Session session = new Session(id(), caller, version, client, subscribed, this::used);
        Optional<Session> evicted = Optional.empty();
        lock.lock();
        try {
            if (open.size() >= limits.maxSessions()) {
                evicted = open.values().stream().filter(other -> !other.inUse()).findFirst();
                if (evicted.isEmpty()) {
                    return Optional.empty();
                }
                open.remove(evicted.get().id());
            }
            open.put(session.id(), session);
        } finally {
            lock.unlock();
        }
        evicted.ifPresent(this::close);
        changes.join(session.feed());
        return Optional.of(session);
    }

    /** The caller's session; somebody else's is none. */
    Optional<Session> find(String id, Caller caller) {
        lock.lock();
        try {
            return Optional.ofNullable(open.get(id)).filter(session -> session.belongsTo(caller)).map(session -> {
                session.touch();
                return session;
            });
        } finally {
            lock.unlock();
        }
    }

    /** What was used last is at the end. */
    private void used(Session session) {
        lock.lock();
        try {
            open.get(session.id());
        } finally {
            lock.unlock();
        }
    }

    void end(Session session) {
        lock.lock();
        try {
            open.remove(session.id());
        } finally {
            lock.unlock();
        }
        close(session);
    }

    /** Ends those that were idle too long. */
    void sweep() {
        long now = System.nanoTime();
        List<Session> idle = new ArrayList<>();
        lock.lock();
        try {
            open.values().removeIf(session -> session.idleNanos(now) > limits.sessionIdle().toNanos() && idle.add(session));
        } finally {
            lock.unlock();
        }
        idle.forEach(this::close);
    }

    int size() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    private void close(Session session) {
        changes.leave(session.feed());
        session.end();
    }

    private String id() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
