package sigil.mcp.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The connection of the request that a thread serves. Helidon notices that a client has gone when it reads or writes; during a long answer
 * nobody does either, so here a second thread waits for the next bytes of the connection, and hands them over when the answer is done.
 */
final class Connection {
    /** RFC 9112 section 7.1. */
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();

    private final ConnectionContext context;
    private volatile Thread watcher;
    /** When the write that is going on began, or 0 where there is none. */
    private volatile long writingSince;

    private Connection(ConnectionContext context) {
        this.context = context;
    }

    /** Learns of each connection from its own thread. */
    static Http1ConnectionListener listener() {
        return new Http1ConnectionListener() {
            @Override
            public void prologue(ConnectionContext context, HttpPrologue prologue) {
                if (CURRENT.get() == null) {
                    CURRENT.set(new Connection(context));
                }
            }

            @Override
            public void headers(ConnectionContext context, Headers headers) {
                RequestClock.of(context).headerRead();
            }
        };
    }

    /** The connection of this thread. */
    static Connection current() {
        return CURRENT.get();
    }

    /** The time that its client has for a request. */
    RequestClock clock() {
        return RequestClock.of(context);
    }

    /**
     * Watches until the answer is done. Its request must have been read whole.
     *
     * @param gone runs on another thread if the client closes the connection
     */
    void watch(Runnable gone) {
        watcher = Thread.ofVirtual().name("connection-watch").start(() -> {
            try {
                // returns when the client sends its next request early; then it is not going away either
                context.dataReader().ensureAvailable();
            } catch (RuntimeException e) {
                gone.run();
            }
        });
    }

    /** Runs something that writes to the client, so that {@link #stuck} can tell. */
    void write(Runnable writing) {
        writingSince = System.nanoTime() | 1;
        try {
            writing.run();
        } finally {
            writingSince = 0;
        }
    }

    /** Whether a write has been going on for that long, because the client does not read. */
    boolean stuck(long now, Duration longest) {
        long since = writingSince;
        return since != 0 && now - since >= longest.toNanos();
    }

    /**
     * Ends a chunked body from another thread than the one that serves the request: Helidon would end it only when that one returns. The
     * connection must be closed afterwards.
     */
    void endBody() {
        context.dataWriter().writeNow(BufferData.create(LAST_CHUNK));
    }

    /** Closes the socket under whoever reads or writes. */
    void close() {
        try {
            context.serverSocket().close();
        } catch (UncheckedIOException e) {
            // it is closed
        }
    }

    /**
     * Takes the connection back from its watcher; to be called by the thread of the connection after each answer.
     *
     * @param longest how long it may stay unused
     * @throws CloseConnectionException if nothing came in that time
     */
    void rest(Duration longest) {
        Thread watching = watcher;
        if (watching == null) {
            return;
        }
        watcher = null;
        try {
            if (!watching.join(longest)) {
                close();
                throw new CloseConnectionException("The connection was idle");
            }
        } catch (InterruptedException e) {
            close();
            throw new CloseConnectionException("The server stops", e);
        }
    }
}
