package sigil.mcp.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Standard error that nobody waits for. A client "MAY capture, forward, or ignore" it (2026-07-28, stdio): where it is a pipe that is not read,
 * the pipe fills, and the next line of the log would hold up the call that it is about for ever. Here what does not fit is dropped.
 */
final class StandardError extends OutputStream {
    private static final int MOST_BYTES = 256 << 10;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final OutputStream out;
    private final PrintStream before = System.err;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long dropped;
    private boolean closed;

    StandardError(OutputStream out) {
        this.out = out;
        Thread.ofPlatform().daemon().name("stderr").start(this::pass);
    }

    /** Becomes {@link System#err}, until it is closed; before logging begins, or logging goes on with the one before. */
    static StandardError use() {
        StandardError error = new StandardError(new FileOutputStream(FileDescriptor.err));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        return error;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (closed || waitingBytes + length > MOST_BYTES) {
                dropped++;
                return;
            }
            waiting.add(Arrays.copyOfRange(bytes, offset, offset + length));
            waitingBytes += length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for what was written to be read, and hands {@link System#err} back. */
    @Override
    public void close() {
        System.setErr(before);
        lock.lock();
        try {
            long nanos = LAST_WORDS.toNanos();
            while ((waitingBytes > 0 || dropped > 0) && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            closed = true;
            changed.signalAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void pass() {
        try {
            Optional<byte[]> next = next();
            while (next.isPresent()) {
                out.write(next.get());
                next = after(next.get());
            }
        } catch (IOException e) {
            // nobody is there to be told
        }
    }

    private Optional<byte[]> after(byte[] written) {
        lock.lock();
        try {
            waitingBytes -= written.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return next();
    }

    private Optional<byte[]> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                if (dropped > 0) {
                    byte[] note = ("(" + dropped + " lines were dropped: nobody read them)\n").getBytes(StandardCharsets.UTF_8);
                    dropped = 0;
                    waitingBytes += note.length;
                    return Optional.of(note);
                }
                changed.awaitUninterruptibly();
            }
            return Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }
}
