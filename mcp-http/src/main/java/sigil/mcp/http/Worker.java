package sigil.mcp.http;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread that serves a request. It can be interrupted as long as it does, and not when it has gone on with its connection. Its lock is its
 * own, so that to interrupt never waits for a client that does not read.
 */
final class Worker {
    private final Thread thread = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean done;

    /** Interrupts it, also where it is the caller: what it waits for next may never come. */
    void interrupt() {
        lock.lock();
        try {
            if (!done) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The request is done. To be called by the thread itself: an interrupt that it did not meet was meant for the request. */
    void done() {
        lock.lock();
        try {
            done = true;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }
}
