package sigil.mcp.http;

import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of one stream of a session, kept so that a client that lost its connection can go on where it was (2025-11-25, transports,
 * "Resumability and Redelivery"). It outlives connections; the newest one that reads it takes it over from the one before.
 */
final class EventStream {
    /** When a client should come back for the rest. */
    static final long RETRY_MILLIS = 500;

    private static final Runnable NOBODY = () -> { };

    private final long number;
    private final ReplayBudget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> events = new ArrayDeque<>();
    private long last;
    private boolean ended;
    private Runnable reader = NOBODY;

    /**
     * An event with its place.
     *
     * @param sequence its place in the stream, from 1
     * @param bytes    as they are sent
     */
    record Event(long sequence, byte[] bytes) {
    }

    EventStream(long number, ReplayBudget budget) {
        this.number = number;
        this.budget = budget;
    }

    long number() {
        return number;
    }

    /** The id of an event: which stream, and where in it. */
    private String id(long sequence) {
        return number + "-" + sequence;
    }

    /** The event that gives a client something to come back with before there is anything to say. */
    byte[] priming() {
        return SseEvent.priming(id(0), RETRY_MILLIS);
    }

    /** Adds a message and returns its event. */
    byte[] append(JsonValue message) {
        lock.lock();
        try {
            Event event = new Event(++last, SseEvent.message(message, Optional.of(id(last))));
            events.add(event);
            budget.added(this, event.bytes().length);
            changed.signalAll();
            return event.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            reader = NOBODY;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        budget.ended(this);
    }

    /** Lets go of the oldest event; false where there is none. */
    boolean forgetOldest() {
        lock.lock();
        try {
            Event oldest = events.poll();
            if (oldest != null) {
                budget.removed(oldest.bytes().length);
            }
            return oldest != null;
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of all events. */
    void forget() {
        while (forgetOldest()) {
            // until there is none
        }
    }

    /** Makes somebody the reader; whoever was it before is told to stop, and when this returns it has. */
    void takeOver(Runnable stop) {
        Runnable before;
        lock.lock();
        try {
            before = reader;
            reader = ended ? NOBODY : stop;
        } finally {
            lock.unlock();
        }
        before.run();
    }

    /** Who was given to {@link #takeOver} reads no more: a stream outlives its readers, and must not keep them. */
    void leave(Runnable stop) {
        lock.lock();
        try {
            if (reader == stop) {
                reader = NOBODY;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything after a place is still here. */
    boolean holds(long after) {
        lock.lock();
        try {
            return after <= last && after >= (events.isEmpty() ? last : events.getFirst().sequence() - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has ended and there is nothing after a place. */
    boolean over(long after) {
        lock.lock();
        try {
            return ended && since(after).isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The place of its newest event, 0 where it has none. */
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** What is there after a place now. */
    List<Event> after(long sequence) {
        lock.lock();
        try {
            return since(sequence);
        } finally {
            lock.unlock();
        }
    }

    /** What comes after a place; waits for it, and is empty when the stream has ended. */
    List<Event> await(long after) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (since(after).isEmpty() && !ended) {
                changed.await();
            }
            return since(after);
        } finally {
            lock.unlock();
        }
    }

    private List<Event> since(long sequence) {
        List<Event> found = new ArrayList<>();
        events.forEach(event -> {
            if (event.sequence() > sequence) {
                found.add(event);
            }
        });
        return found;
    }
}
