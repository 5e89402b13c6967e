package sigil.mcp.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sigil.mcp.core.McpServer;

/**
 * Watches over what is open: one thread for all, which wakes several times a second and lends a virtual thread to any call or stream that is
 * due, so that a client that does not read delays nobody else. It also sweeps out sessions and tasks whose time is over.
 */
final class CallClock implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long SWEEP_NANOS = Duration.ofSeconds(5).toNanos();

    private final McpServer server;
    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopping;

    CallClock(McpServer server) {
        this.server = server;
        this.thread = Thread.ofVirtual().name("call-clock").start(this::tick);
    }

    void enter(Watched watched) {
        open.add(watched);
    }

    void leave(Watched watched) {
        open.remove(watched);
    }

    boolean stopping() {
        return stopping;
    }

    /** Lets running calls finish for the given time, then ends them; returns when none runs or they were told. */
    void drain(Duration grace) throws InterruptedException {
        stopping = true;
        open.stream().filter(Watched::longLived).forEach(CallClock::stop);
        until(System.nanoTime() + grace.toNanos());
        open.forEach(CallClock::stop);
        until(System.nanoTime() + Duration.ofSeconds(1).toNanos());
    }

    private static void stop(Watched watched) {
        Thread.ofVirtual().start(watched::stop);
    }

    private void until(long end) throws InterruptedException {
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(TICK.dividedBy(5));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void tick() {
        long swept = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                for (Watched watched : open) {
                    if (watched.due(now)) {
                        Thread.ofVirtual().start(() -> watched.look(now));
                    }
                }
                if (now - swept > SWEEP_NANOS) {
                    swept = now;
                    Thread.ofVirtual().start(server::sweep);
                }
            }
        } catch (InterruptedException e) {
            // the server is closed
        }
    }
}
