package sigil.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.mcp.core.Caller;
import sigil.mcp.core.McpServer;

/**
 * A server for the one client at the other end of two streams, which are a process's standard input and output or anything like them
 * (2026-07-28, "stdio": "nothing in this binding depends on them except the process lifecycle"). Both eras are spoken, in any order.
 *
 * <p>Whoever gives it the standard output of a process sees to it that nobody else writes there.
 */
public final class McpStdioServer {
    private static final Logger LOG = LogManager.getLogger(McpStdioServer.class);
    /** For the last words to a client that reads; one that does not has had its time before. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final StdioLimits limits;
    private final LineReader lines;
    private final Outbox outbox;
    private final Calls calls;
    private final Connection connection;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean clientGone;

    private McpStdioServer(McpServer server, Caller caller, StdioLimits limits, InputStream in, OutputStream out) {
        this.limits = limits;
        this.lines = new LineReader(in, limits.maxLineBytes());
        this.outbox = new Outbox(out, limits.maxQueuedBytes(), limits.shutdownGrace(), this::clientGone);
        this.calls = new Calls(server);
        this.connection = new Connection(server, caller, limits, outbox, calls);
    }

    /**
     * Puts a server on two streams. Nothing is read before {@link #run}.
     *
     * @param server what answers; its tasks and sessions stay its own, so whoever made it stops it
     * @param caller who the client is: there is no authentication, since whoever holds the streams started the process
     * @param limits the bounds
     * @param in     what the client writes; not closed
     * @param out    what the client reads; not closed. Each message comes in one write, and may come from any thread, but one at a time
     * @return the server
     */
    public static McpStdioServer create(McpServer server, Caller caller, StdioLimits limits, InputStream in, OutputStream out) {
        return new McpStdioServer(server, caller, limits, in, out);
    }

    /**
     * Serves until {@code in} has ended, {@code out} cannot be written to, or {@link #stop} is called. Then subscriptions end at once, calls may
     * finish within {@link StdioLimits#shutdownGrace}, and it returns when they are answered. To be called once.
     *
     * @throws InterruptedException if the thread was interrupted, which ends everything unanswered
     */
    public void run() throws InterruptedException {
        outbox.start();
        calls.start();
        Thread.ofPlatform().daemon().name("stdin").start(this::read);
        try {
            ended.await();
            connection.stop();
            if (!clientGone) {
                calls.drain(limits.shutdownGrace());
            }
        } finally {
            calls.abandon();
            calls.close();
            outbox.close(clientGone ? Duration.ZERO : LAST_WORDS);
        }
    }

    /** Ends it as if its client had closed the stream; {@link #run} returns soon. Safe to call from any thread, at any time. */
    public void stop() {
        ended.countDown();
    }

    private void read() {
        try {
            Optional<Line> line = lines.next();
            while (line.isPresent() && !clientGone) {
                connection.accept(line.get());
                line = lines.next();
            }
        } catch (IOException e) {
            LOG.debug("The input broke off", e);
        } finally {
            stop();
        }
    }

    private void clientGone() {
        clientGone = true;
        stop();
    }
}
