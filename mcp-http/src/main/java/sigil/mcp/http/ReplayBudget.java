package sigil.mcp.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds what all resumable streams together keep: first the oldest streams that have ended go, then the oldest events of a live one. */
final class ReplayBudget {
    /** What an event costs beside its bytes. */
    private static final int OVERHEAD = 64;

    private final long most;
    private final AtomicLong used = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<EventStream> ended = new LinkedHashSet<>();

    ReplayBudget(long most) {
        this.most = most;
    }

    /** A stream has one event more; called under its lock. */
    void added(EventStream stream, int bytes) {
        used.addAndGet(bytes + OVERHEAD);
        while (used.get() > most) {
            Optional<EventStream> oldest = oldestEnded();
            if (oldest.isPresent()) {
                oldest.get().forget();
            } else if (!stream.forgetOldest()) {
                // what is left belongs to other live streams, each of which lets go when it grows
                return;
            }
        }
    }

    void removed(int bytes) {
        used.addAndGet(-(bytes + OVERHEAD));
    }

    void ended(EventStream stream) {
        lock.lock();
        try {
            ended.add(stream);
        } finally {
            lock.unlock();
        }
    }

    /** A stream is gone with its session. */
    void dropped(EventStream stream) {
        lock.lock();
        try {
            ended.remove(stream);
        } finally {
            lock.unlock();
        }
        stream.forget();
    }

    private Optional<EventStream> oldestEnded() {
        lock.lock();
        try {
            Iterator<EventStream> streams = ended.iterator();
            if (!streams.hasNext()) {
                return Optional.empty();
            }
            EventStream oldest = streams.next();
            streams.remove();
            return Optional.of(oldest);
        } finally {
            lock.unlock();
        }
    }
}
