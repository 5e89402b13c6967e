package sigil.mcp.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.McpServer;

/**
 * Watches over the calls that run: one thread for all of them, which wakes several times a second and lends a virtual thread to any exchange
 * that is due, so that a client that does not read delays nobody else.
 */
final class CallClock implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);

    private final McpServer server;
    private final Duration callTimeout;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopping;

    /** A call that runs. */
    record Running(HttpExchange exchange, Inbound inbound) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    CallClock(McpServer server, Duration callTimeout) {
        this.server = server;
        this.callTimeout = callTimeout;
        this.thread = Thread.ofVirtual().name("call-clock").start(this::tick);
    }

    Running enter(HttpExchange exchange, Inbound inbound) {
        Running entry = new Running(exchange, inbound);
        running.add(entry);
        return entry;
    }

    void leave(Running entry) {
        running.remove(entry);
    }

    boolean stopping() {
        return stopping;
    }

    /** Lets running calls finish for the given time, then ends them; returns when none runs or they were told. */
    void drain(Duration grace) throws InterruptedException {
        stopping = true;
        long end = System.nanoTime() + grace.toNanos();
        while (!running.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(TICK.dividedBy(5));
        }
        running.forEach(entry -> Thread.ofVirtual().start(() -> entry.exchange().stop(server.stopped(entry.inbound()))));
        long last = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (!running.isEmpty() && System.nanoTime() - last < 0) {
            Thread.sleep(TICK.dividedBy(5));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                for (Running entry : running) {
                    if (entry.exchange().due(now)) {
                        Thread.ofVirtual().start(() -> entry.exchange().look(now, () -> server.timedOut(entry.inbound(), callTimeout)));
                    }
                }
            }
        } catch (InterruptedException e) {
            // the server is closed
        }
    }
}
