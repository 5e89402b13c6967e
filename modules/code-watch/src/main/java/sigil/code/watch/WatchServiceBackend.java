package sigil.code.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's own service. A watch is its key, of which only the identity is used: the path that it tells is that of its first registration. */
final class WatchServiceBackend implements Backend {

    /** What is queued: a key, or a reason to stop waiting. */
    private record Signal(WatchKey key) {
    }

    private static final Signal WAKE = new Signal(null);

    private final WatchService service;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    private WatchServiceBackend(WatchService service) {
        this.service = service;
        // the service cannot be woken, the queue can
        Thread.ofVirtual().name("watch-service").start(this::pump);
    }

    /**
     * Opens one.
     *
     * @throws Exhausted   if this account has as many as it may have
     * @throws IOException if it is not to be had here
     */
    static WatchServiceBackend open() throws IOException {
        try {
            return new WatchServiceBackend(Path.of("").getFileSystem().newWatchService());
        } catch (IOException e) {
            throw limit(e) ? new Exhausted(KernelLimit.INSTANCES.words()) : e;
        }
    }

    private void pump() {
        try {
            while (true) {
                signals.add(new Signal(service.take()));
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // the end
        }
    }

    @Override
    public WatchMethod method() {
        return WatchMethod.WATCH_SERVICE;
    }

    @Override
    public Object watch(Path directory) throws IOException {
        try {
            return directory.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (ClosedWatchServiceException e) {
            throw new IOException("closed", e);
        } catch (IOException e) {
            throw limit(e) ? new Exhausted(KernelLimit.WATCHES.words()) : e;
        }
    }

    /** The JDK tells it in words only. */
    private static boolean limit(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("User limit");
    }

    @Override
    public void unwatch(Object watch) {
        try {
            ((WatchKey) watch).cancel();
        } catch (ClosedWatchServiceException e) {
            // then it has ended
        }
    }

    @Override
    public void await(Duration atMost, Sink sink) {
        try {
            var signal = signals.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
            // no more than there are now: a key that is busy comes back at once
            for (int left = signals.size(); signal != null; left--) {
                if (signal.key() != null) {
                    drain(signal.key(), sink);
                }
                signal = left > 0 ? signals.poll() : null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(WatchKey key, Sink sink) {
        for (var event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                sink.overflow(key);
            } else {
                sink.entry(key, event.context().toString(), kind(event.kind()));
            }
        }
        if (!key.reset()) {
            sink.ended(key);
        }
    }

    private static Kind kind(WatchEvent.Kind<?> kind) {
        if (kind == StandardWatchEventKinds.ENTRY_CREATE) {
            return Kind.CAME;
        }
        return kind == StandardWatchEventKinds.ENTRY_DELETE ? Kind.WENT : Kind.CHANGED;
    }

    @Override
    public void wake() {
        signals.add(WAKE);
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            // nothing is lost with it
        }
    }
}
