package sigil.code.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Inotify with the faults that a kernel under pressure has: few watches, and a queue that runs over. */
final class FaultyBackend implements Backend {
    private final Backend real;
    private final AtomicInteger left;
    private volatile boolean deaf;
    private volatile boolean overflow;

    FaultyBackend(int watches) {
        left = new AtomicInteger(watches);
        try {
            real = InotifyBackend.open();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on what happens is lost, until {@link #overflow}. */
    void lose() {
        deaf = true;
    }

    /** Says that something was lost. */
    void overflow() {
        deaf = false;
        overflow = true;
        real.wake();
    }

    void allow(int more) {
        left.addAndGet(more);
    }

    @Override
    public WatchMethod method() {
        return real.method();
    }

    @Override
    public Object watch(Path directory) throws IOException {
        if (left.getAndDecrement() <= 0) {
            left.incrementAndGet();
            throw new Exhausted(KernelLimit.WATCHES.words());
        }
        return real.watch(directory);
    }

    @Override
    public void unwatch(Object watch) {
        left.incrementAndGet();
        real.unwatch(watch);
    }

    @Override
    public void await(Duration atMost, Sink sink) throws IOException {
        real.await(atMost, new Sink() {
            @Override
            public void entry(Object watch, String name, Kind kind) {
                if (!deaf) {
                    sink.entry(watch, name, kind);
                }
            }

            @Override
            public void moved(Object watch) {
                sink.moved(watch);
            }

            @Override
            public void ended(Object watch) {
                if (!deaf) {
                    sink.ended(watch);
                }
            }

            @Override
            public void overflow(Object watch) {
                sink.overflow(watch);
            }

            @Override
            public void overflow() {
                sink.overflow();
            }
        });
        if (overflow) {
            overflow = false;
            sink.overflow();
        }
    }

    @Override
    public void wake() {
        real.wake();
    }

    @Override
    public void close() {
        real.close();
    }
}
