package sigil.mcp.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import sigil.mcp.core.Reply;

/**
 * The answer to one request: one JSON object, until the first message or the configured silence makes it an {@link AnswerStream}.
 *
 * <p>The thread of the request and the clock both write it, and its lock keeps them apart. The clock only tries the lock, because a stream that
 * is being written to needs no sign of life.
 */
final class HttpAnswer {
    private static final long NEVER = Long.MAX_VALUE;

    /**
     * What forms an answer may have.
     *
     * @param accept what its client takes
     * @param stream makes the resumable stream of an answer, where the client has a session
     * @param primes whether that stream begins with an event to come back with
     * @param whole  writes an answer that is no stream
     */
    record Form(Accept accept, Optional<Supplier<EventStream>> stream, boolean primes, Whole whole) {
    }

    /** Writes a reply as one body. */
    @FunctionalInterface
    interface Whole {
        void send(ServerRequest request, ServerResponse response, Reply reply);
    }

    private final ServerRequest request;
    private final ServerResponse response;
    private final Form form;
    private final HttpLimits limits;
    private final StreamPlace place;
    private final Runnable left;
    private final Connection connection = Connection.current();
    private final ReentrantLock lock = new ReentrantLock();
    private final long startedAt = System.nanoTime();

    private volatile long dueAt;
    private long openAt;
    private Optional<AnswerStream> stream = Optional.empty();
    private boolean complete;
    private boolean clientGone;
    private boolean closing;

    /**
     * An answer that has not begun.
     *
     * @param left runs, under the lock, if the client goes and will not come back
     */
    HttpAnswer(ServerRequest request, ServerResponse response, Form form, HttpLimits limits, StreamPlace place, Runnable left) {
        this.request = request;
        this.response = response;
        this.form = form;
        this.limits = limits;
        this.place = place;
        this.left = left;
        this.openAt = startedAt + limits.streamAfter().toNanos();
        this.dueAt = openAt;
    }

    /** Sends something before the answer; false where the client cannot get it. */
    boolean send(JsonObject message) {
        lock.lock();
        try {
            if (!complete && stream.isEmpty()) {
                openStream();
            }
            stream.filter(open -> !complete).ifPresent(open -> open.send(message));
            return !complete && stream.isPresent();
        } finally {
            settle();
        }
    }

    /**
     * Completes it, unless that was done.
     *
     * @throws CloseConnectionException if the connection cannot be used any more
     */
    void finish(Reply reply) {
        boolean detached;
        lock.lock();
        try {
            detached = !complete && detached();
            if (!complete) {
                complete(reply);
            }
        } finally {
            settle();
        }
        if (clientGone || closing || detached) {
            throw new CloseConnectionException(closing ? "The call was given up" : "The client went away");
        }
    }

    /**
     * Completes it in place of a call that is stopped; false where it was complete.
     *
     * @param stopping stops the call; what the call makes of that comes to nothing, for this thread holds the lock until it has answered
     */
    boolean giveUp(Runnable stopping, Reply reply) {
        lock.lock();
        try {
            if (complete) {
                return false;
            }
            // a handler that does not heed its interruption still holds this connection: the client should use another
            if (stream.isEmpty()) {
                response.header(HeaderValues.CONNECTION_CLOSE);
                closing = true;
            }
            stopping.run();
            complete(reply);
            return true;
        } finally {
            settle();
        }
    }

    /** Whether its client went and will not come back. */
    boolean clientGone() {
        return clientGone;
    }

    /** Whether a connection waits for more of it. */
    boolean connected() {
        lock.lock();
        try {
            return !complete && stream.map(AnswerStream::connected).orElse(true);
        } finally {
            lock.unlock();
        }
    }

    private boolean detached() {
        return stream.filter(open -> !open.connected() && !open.abandoned()).isPresent();
    }

    /** Whether there is something for {@link #keepUp} to do. */
    boolean due(long now) {
        return dueAt != NEVER && now - dueAt >= 0;
    }

    /** Runs something unless the answer is complete or being written; a client that has not read for too long loses its connection. */
    void whenQuiet(long now, Runnable action) {
        if (!lock.tryLock()) {
            if (connection.stuck(now, limits.heartbeat().multipliedBy(2))) {
                connection.close();
            }
            return;
        }
        try {
            if (!complete) {
                action.run();
            }
        } finally {
            settle();
        }
    }

    /** Opens the stream of a slow call, and keeps up one that is open. */
    void keepUp(long now) {
        lock.lock();
        try {
            if (stream.isEmpty() && openAt != NEVER && now - openAt >= 0) {
                openStream();
                // the headers go out with the first event
                stream.filter(open -> !form.primes()).ifPresent(AnswerStream::beat);
            }
            stream.ifPresent(open -> open.keepUp(now));
        } finally {
            settle();
        }
    }

    /** The client has closed the connection. */
    void leftByClient() {
        lock.lock();
        try {
            if (!complete) {
                lost();
            }
        } finally {
            settle();
        }
    }

    /** The client has come back on another connection. */
    private void takenOver() {
        try {
            if (!lock.tryLock(1, TimeUnit.SECONDS)) {
                // held by a write that does not end, and this ends it
                connection.close();
                return;
            }
            try {
                stream.filter(open -> !complete).ifPresent(AnswerStream::detach);
            } finally {
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void openStream() {
        // without a place among the streams the answer comes whole; a client that takes nothing but a stream gets it regardless
        if (!(form.accept().stream() && place.take()) && form.accept().json()) {
            openAt = NEVER;
            return;
        }
        SseResponse sse = SseResponse.open(request, response);
        Optional<EventStream> events = form.stream().map(Supplier::get);
        AnswerStream opened = new AnswerStream(sse, events, connection, limits, startedAt + limits.pollAfter().toNanos());
        stream = Optional.of(opened);
        events.ifPresent(kept -> kept.takeOver(this::takenOver));
        if (form.primes()) {
            opened.prime();
        }
    }

    private void complete(Reply reply) {
        try {
            if (stream.isEmpty() && opensForAnswer(reply)) {
                openStream();
            }
            if (stream.isPresent()) {
                stream.get().end(reply.message());
            } else {
                connection.write(() -> form.whole().send(request, response, reply));
            }
        } catch (RuntimeException e) {
            lost();
        } finally {
            complete = true;
        }
    }

    /** An error keeps its status; a result comes in the one form that the client takes, and no answer at all as a stream of nothing. */
    private boolean opensForAnswer(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> !form.accept().json();
            case Reply.Batch batch -> !form.accept().json();
            case Reply.Cancelled cancelled -> form.accept().stream();
            default -> false;
        };
    }

    private void lost() {
        stream.ifPresentOrElse(AnswerStream::lost, this::gone);
    }

    private void gone() {
        clientGone = true;
        left.run();
    }

    /** Draws the conclusions of what was done under the lock, and unlocks it. */
    private void settle() {
        try {
            if (!clientGone && stream.filter(AnswerStream::abandoned).isPresent()) {
                gone();
            }
            if (complete || detached()) {
                place.leave();
            }
            dueAt = complete ? NEVER : stream.map(AnswerStream::dueAt).orElse(openAt);
        } finally {
            lock.unlock();
        }
    }
}
