package sigil.mcp.http;

import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * An answer that has become an SSE stream: its connection as long as there is one, and its {@link EventStream} where its client has a session.
 *
 * <p>If the connection of a session's stream goes, what follows is kept and the client comes back for it; without a session a client that goes
 * has taken its request back. Used under the lock of its {@link HttpAnswer}.
 */
final class AnswerStream {
    private static final long NEVER = Long.MAX_VALUE;

    private enum State { CONNECTED, DETACHED, ABANDONED }

    private final SseResponse sse;
    private final Optional<EventStream> events;
    private final Connection connection;
    private final HttpLimits limits;
    private final long pollFrom;
    private State state = State.CONNECTED;
    private long beatAt;
    private long pollAt = NEVER;

    /**
     * A stream of which nothing was sent.
     *
     * @param pollFrom when a client that can come back for the rest should
     */
    AnswerStream(SseResponse sse, Optional<EventStream> events, Connection connection, HttpLimits limits, long pollFrom) {
        this.sse = sse;
        this.events = events;
        this.connection = connection;
        this.limits = limits;
        this.pollFrom = pollFrom;
        beaten();
    }

    /** Whether a connection carries it. */
    boolean connected() {
        return state == State.CONNECTED;
    }

    /** Whether its client has gone and will not come back. */
    boolean abandoned() {
        return state == State.ABANDONED;
    }

    /** When {@link #keepUp} has something to do. */
    long dueAt() {
        return connected() ? Math.min(beatAt, pollAt) : NEVER;
    }

    /** Begins with an event to come back with. */
    void prime() {
        events.ifPresent(stream -> {
            comesBack();
            write(stream.priming());
        });
    }

    void send(JsonValue message) {
        byte[] event = events.isPresent() ? events.get().append(message) : SseEvent.message(message, Optional.empty());
        events.ifPresent(stream -> comesBack());
        write(event);
    }

    /** The client has an id to come back with, so that its stream may be closed: without one it would wait in vain. */
    private void comesBack() {
        pollAt = pollFrom;
    }

    /** A sign of life. */
    void beat() {
        write(SseEvent.keepAlive());
    }

    /** Keeps it alive when it is quiet, and lets go of it when it should be polled. */
    void keepUp(long now) {
        if (connected() && pollAt != NEVER && now - pollAt >= 0) {
            letGo();
        } else if (connected() && now - beatAt >= 0) {
            beat();
        }
    }

    /** Ends it, with the answer where there is one. */
    void end(Optional<JsonValue> answer) {
        try {
            answer.ifPresent(this::send);
            if (connected()) {
                connection.write(sse::close);
            }
        } catch (RuntimeException e) {
            lost();
        } finally {
            events.ifPresent(EventStream::end);
        }
    }

    private void write(byte[] event) {
        if (!connected()) {
            return;
        }
        try {
            connection.write(() -> sse.write(event));
            beaten();
        } catch (RuntimeException e) {
            lost();
        }
    }

    private void beaten() {
        beatAt = System.nanoTime() + limits.heartbeat().toNanos();
    }

    /** The client should come back for the rest: better now than when something on the way cuts the stream. */
    private void letGo() {
        write(SseEvent.retry(EventStream.RETRY_MILLIS));
        if (connected()) {
            try {
                connection.write(connection::endBody);
            } catch (RuntimeException e) {
                // it is being closed anyway
            }
            detach();
        }
    }

    /** Its client has gone. */
    void lost() {
        if (!connected()) {
            return;
        }
        if (events.isPresent()) {
            // in this era to disconnect is not to cancel
            detach();
        } else {
            state = State.ABANDONED;
            sse.over();
        }
    }

    /** From now on it is kept, and another connection sends it. */
    void detach() {
        if (connected()) {
            state = State.DETACHED;
            sse.over();
            connection.close();
        }
    }
}
