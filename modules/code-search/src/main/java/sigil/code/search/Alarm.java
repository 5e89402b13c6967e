package sigil.code.search;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** When the indexer's thread works, rests, and ends. */
final class Alarm {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long BATCH_MILLIS = 10;

    private final Semaphore wake = new Semaphore(0);
    private volatile boolean paused;
    private volatile boolean closed;

    void wake() {
        wake.release();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        wake.release();
    }

    void close() {
        closed = true;
        wake.release();
    }

    boolean closed() {
        return closed;
    }

    /** Waits as long as it is paused; then whether to go on. */
    boolean goOn() {
        while (paused && !closed) {
            rest(PAUSE);
        }
        return !closed;
    }

    /** Waits for something to do; when it comes, a moment longer, since it seldom comes alone. */
    void rest(Duration longest) {
        try {
            if (!closed && wake.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(BATCH_MILLIS);
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
