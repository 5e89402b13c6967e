package sigil.mcp.stdio;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.RequestId;

/**
 * The calls that run, by their ids where they have one, and the clock that ends those whose time is over. A call is here from the moment its
 * line was read, so that a cancellation on the next line finds it even if its thread has not begun.
 */
final class Calls {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long SWEEP_NANOS = Duration.ofSeconds(5).toNanos();

    private final McpServer server;
    private final Set<StdioCall> open = ConcurrentHashMap.newKeySet();
    private final Map<RequestId, StdioCall> named = new ConcurrentHashMap<>();
    private final Thread clock = Thread.ofVirtual().name("call-clock").unstarted(this::tick);

    Calls(McpServer server) {
        this.server = server;
    }

    void start() {
        clock.start();
    }

    /** Takes a call in, unless one with its id is here. */
    boolean enter(Optional<RequestId> id, StdioCall call) {
        boolean first = id.isEmpty() || named.putIfAbsent(id.get(), call) == null;
        if (first) {
            open.add(call);
        }
        return first;
    }

    void leave(Optional<RequestId> id, StdioCall call) {
        id.ifPresent(known -> named.remove(known, call));
        open.remove(call);
    }

    /** Takes a call back for its client; one that is unknown or over is nothing, as the specification wants it. */
    void cancel(RequestId id) {
        Optional.ofNullable(named.get(id)).ifPresent(StdioCall::cancel);
    }

    /** Ends subscriptions at once, and calls once they had the given time; returns when none runs or they were told. */
    void drain(Duration grace) throws InterruptedException {
        open.stream().filter(StdioCall::isSubscription).forEach(Calls::stop);
        until(System.nanoTime() + grace.toNanos());
        open.forEach(Calls::stop);
        until(System.nanoTime() + Duration.ofSeconds(1).toNanos());
    }

    /** Lets go of all, because there is nobody to answer. */
    void abandon() {
        open.forEach(StdioCall::abandon);
    }

    void close() {
        clock.interrupt();
    }

    /** On a thread of its own: to tell a client takes as long as the client does. */
    private static void stop(StdioCall call) {
        Thread.ofVirtual().start(call::stop);
    }

    private void until(long end) throws InterruptedException {
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(TICK.dividedBy(20));
        }
    }

    private void tick() {
        long swept = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                open.stream().filter(call -> call.due(now)).forEach(call -> Thread.ofVirtual().start(call::timeOut));
                if (now - swept > SWEEP_NANOS) {
                    swept = now;
                    server.sweep();
                }
            }
        } catch (InterruptedException e) {
            // the connection has ended
        }
    }
}
