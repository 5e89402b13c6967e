package sigil.mcp.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.RpcError;

/**
 * How long a stranger may take to send a request: for a header from its first byte, and for the body after it until his token was accepted. Helidon
 * would wait for ever, so that a few of them could hold all connections. Between two requests nothing is measured.
 *
 * <p>It stands between the socket and the reader of one connection, where each wait for bytes passes. A request that comes in one piece costs
 * nothing; only a wait in the middle of one is given a deadline.
 */
final class RequestClock {
    private enum Phase {
        /** Nothing has ever come. */
        NEW,
        /** Nothing of the next request has come. */
        RESTING,
        /** A header has begun. */
        HEADER,
        /** A header was read; what follows, nobody vouches for. */
        BODY,
        /** The token was accepted, or it is being answered. */
        TRUSTED
    }

    private final ConnectionContext context;
    private final DataReader source;
    private final DataReader reader = new DataReader(this::next);
    private final Duration silence;
    private final Duration whole;
    private final ScheduledExecutorService timer;
    private volatile Phase phase = Phase.NEW;
    /** When this phase began, by {@link System#nanoTime()}. */
    private volatile long since = System.nanoTime();
    private volatile boolean answering;
    private volatile boolean late;

    /**
     * Waits for the first request, no longer than for the rest of one.
     *
     * @param silence for which no byte may come
     * @param whole   in which a header, or a body, must be there
     */
    RequestClock(ConnectionContext context, Duration silence, Duration whole, ScheduledExecutorService timer) {
        this.context = context;
        this.source = context.dataReader();
        this.silence = silence;
        this.whole = whole;
        this.timer = timer;
    }

    /** What the connection is read by, instead of what it came with. */
    DataReader reader() {
        return reader;
    }

    /** Tells each connection of the answers that began, and the other listener too: of two listeners Helidon 4.3.1 calls none. */
    static Http1ConnectionListener sent(Http1ConnectionListener other) {
        return new Http1ConnectionListener() {
            @Override
            public void headers(ConnectionContext context, Headers headers) {
                of(context).answering = true;
                other.headers(context, headers);
            }
        };
    }

    /** That of a connection. */
    static RequestClock of(ConnectionContext context) {
        return ((TimedConnection) context).clock();
    }

    /** A header was read whole. */
    void headerRead() {
        enter(Phase.BODY);
    }

    /** Whoever sends this request may take his time. */
    void trust() {
        enter(Phase.TRUSTED);
    }

    /** The request was read whole and answered. */
    void rest() {
        answering = false;
        enter(Phase.RESTING);
    }

    private void enter(Phase next) {
        since = System.nanoTime();
        phase = next;
    }

    /** The next bytes, or null at the end; for {@link #reader} only, which never has two threads ask. */
    private byte[] next() {
        if (phase == Phase.RESTING) {
            // what lies there came while the last request was answered
            if (reader.available() == 0) {
                byte[] first = read();
                enter(Phase.HEADER);
                return first;
            }
            enter(Phase.HEADER);
        }
        if (phase == Phase.TRUSTED) {
            return read();
        }
        long left = Math.min(silence.toNanos(), whole.toNanos() - (System.nanoTime() - since));
        ScheduledFuture<?> deadline = timer.schedule(() -> Thread.ofVirtual().start(this::end), Math.max(0, left), TimeUnit.NANOSECONDS);
        try {
            byte[] bytes = read();
            if (bytes != null && !late) {
                if (phase == Phase.NEW) {
                    enter(Phase.HEADER);
                }
                return bytes;
            }
        } catch (RuntimeException e) {
            // the client went away in the middle, or was sent away: nothing to report
            throw new CloseConnectionException("The request broke off", e);
        } finally {
            deadline.cancel(false);
        }
        throw new CloseConnectionException("The request broke off");
    }

    private byte[] read() {
        try {
            source.ensureAvailable();
        } catch (DataReader.InsufficientDataAvailableException e) {
            return null;
        }
        return source.readBytes(source.available());
    }

    /** Sends away who was too slow. The thread of the connection waits for him, so that nobody else writes. */
    private void end() {
        late = true;
        try {
            if (!answering && phase != Phase.NEW) {
                context.dataWriter().writeNow(BufferData.create(refusal()));
            }
        } catch (RuntimeException e) {
            // he does not listen either
        }
        try {
            context.serverSocket().close();
        } catch (UncheckedIOException e) {
            // it is closed
        }
    }

    private static byte[] refusal() {
        byte[] body = JsonCodec.bytes(RpcError.refusal(408, "The request did not come in time (limits.request_silence_seconds, "
                + "limits.request_timeout_seconds).").response(Optional.empty()));
        byte[] head = ("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
