package sigil.mcp.stdio;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import sigil.mcp.core.JsonCodec;

/**
 * The way out. One thread writes, each message with one write and one flush, so that messages never mix and a call that is interrupted never
 * leaves half of one behind. What waits for a client that does not read is bounded: beyond it, whoever has something to say waits too. The
 * thread that reads must not wait for ever, or it would never see that its client has ended.
 */
final class Outbox {
    private final OutputStream out;
    private final int maxQueuedBytes;
    private final Duration patience;
    private final Runnable closedByClient;
    private final Thread writer = Thread.ofPlatform().daemon().name("stdout").unstarted(this::write);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private long queuedBytes;
    private long written;
    private boolean closed;

    /** A line, and what is asked right before it is written: whether it still should be. */
    private record Entry(byte[] line, BooleanSupplier leaves) {
    }

    /**
     * Creates it; nothing is written before {@link #start}.
     *
     * @param patience       how long a client may read nothing of what waits for it while it goes on sending
     * @param closedByClient runs when nothing can be written any more, or nobody reads it
     */
    Outbox(OutputStream out, int maxQueuedBytes, Duration patience, Runnable closedByClient) {
        this.out = out;
        this.maxQueuedBytes = maxQueuedBytes;
        this.patience = patience;
        this.closedByClient = closedByClient;
    }

    void start() {
        writer.start();
    }

    /**
     * Takes a message to be written after those that were put before.
     *
     * @param leaves is asked once, on the writing thread, right before the message is written or dropped: whether it still should be written
     * @return false if it will not be written, because the stream is closed; then {@code leaves} is not asked
     * @throws InterruptedException if the thread was interrupted while it waited for a client that does not read; the message is dropped
     */
    boolean put(JsonValue message, BooleanSupplier leaves) throws InterruptedException {
        byte[] line = line(message);
        lock.lockInterruptibly();
        try {
            while (full()) {
                changed.await();
            }
            return add(line, leaves);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The same for the thread that reads. A client that sends what must be answered at once, and reads nothing in all the time that it is given,
     * has gone: its end may be behind what it has sent.
     */
    boolean putInTime(JsonValue message, BooleanSupplier leaves) throws InterruptedException {
        byte[] line = line(message);
        lock.lockInterruptibly();
        try {
            long before = written;
            long nanos = patience.toNanos();
            while (full() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
                if (written != before) {
                    before = written;
                    nanos = patience.toNanos();
                }
            }
            if (!full()) {
                return add(line, leaves);
            }
        } finally {
            lock.unlock();
        }
        drop();
        closedByClient.run();
        return false;
    }

    private boolean full() {
        return queuedBytes >= maxQueuedBytes && !closed;
    }

    private boolean add(byte[] line, BooleanSupplier leaves) {
        if (closed) {
            return false;
        }
        waiting.add(new Entry(line, leaves));
        queuedBytes += line.length;
        changed.signalAll();
        return true;
    }

    /** Takes no more, and waits until what it has is written, for the given time at most. */
    void close(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (queuedBytes > 0 && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] line(JsonValue message) {
        byte[] json = JsonCodec.bytes(message);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private void write() {
        try {
            Optional<Entry> entry = next();
            while (entry.isPresent()) {
                if (entry.get().leaves().getAsBoolean()) {
                    out.write(entry.get().line());
                    out.flush();
                }
                written(entry.get());
                entry = next();
            }
        } catch (IOException e) {
            // a client that closes its end, which is its way to say that it has enough
            drop();
            closedByClient.run();
        }
    }

    /** The next entry, or empty once it is closed. */
    private Optional<Entry> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return closed ? Optional.empty() : Optional.of(waiting.remove());
        } finally {
            lock.unlock();
        }
    }

    private void written(Entry entry) {
        lock.lock();
        try {
            // only now, so that a write that does not end counts as what it is
            queuedBytes -= entry.line().length;
            written++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        List<Entry> dropped;
        lock.lock();
        try {
            closed = true;
            dropped = List.copyOf(waiting);
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        dropped.forEach(entry -> entry.leaves().getAsBoolean());
    }
}
