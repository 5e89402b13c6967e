package sigil.mcp.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Outlet;
import sigil.mcp.core.Reply;
import sigil.mcp.core.Scope;

/**
 * One request and its answer, which is one JSON object until the first notification or the configured silence makes it an SSE stream.
 *
 * <p>The call runs on the thread of the request, so a quick answer costs no hand-over. The {@link CallClock} looks in from its own thread:
 * it opens the stream of a slow call, keeps a quiet stream alive and ends a call whose time is over. The lock belongs to this exchange
 * alone; the clock only tries it, because a stream that is being written to needs no sign of life.
 */
final class HttpExchange implements Outlet {
    private static final HeaderName WWW_AUTHENTICATE = HeaderNames.WWW_AUTHENTICATE;

    private enum State { WAITING, STREAMING, ANSWERED }

    private final ServerRequest request;
    private final ServerResponse response;
    private final Accept accept;
    private final HttpLimits limits;
    private final Semaphore streams;
    private final Cancellation cancellation = new Cancellation();
    private final Thread worker = Thread.currentThread();
    private final Instant deadline;
    private final long timeoutAt;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile long dueAt;
    private volatile Thread writer;
    private State state = State.WAITING;
    private boolean clientGone;
    private boolean closing;
    private boolean workerDone;
    private boolean holdsPlace;
    private OutputStream stream;

    HttpExchange(ServerRequest request, ServerResponse response, Accept accept, HttpLimits limits, Semaphore streams) {
        this.request = request;
        this.response = response;
        this.accept = accept;
        this.limits = limits;
        this.streams = streams;
        long now = System.nanoTime();
        this.timeoutAt = now + limits.callTimeout().toNanos();
        // a tenth is left for the handler to return what it has
        this.deadline = Instant.now().plusNanos(limits.callTimeout().toNanos() / 10 * 9);
        this.dueAt = Math.min(now + limits.streamAfter().toNanos(), timeoutAt);
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public void send(JsonObject notification) {
        lock.lock();
        try {
            if (state == State.WAITING) {
                openStream();
            }
            if (state == State.STREAMING) {
                write(SseEvent.message(notification));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Answers, unless the clock already did.
     *
     * @throws CloseConnectionException if the client has gone, or was told that the connection closes
     */
    void finish(Reply reply) {
        lock.lock();
        try {
            if (state != State.ANSWERED) {
                answer(reply);
            }
        } finally {
            workerDone = true;
            // an interrupt was meant for the call, and the thread goes on with the connection
            Thread.interrupted();
            lock.unlock();
        }
        if (clientGone || closing) {
            throw new CloseConnectionException(clientGone ? "The client went away" : "The call was given up");
        }
    }

    /** Whether the clock should look in. */
    boolean due(long now) {
        return now - dueAt >= 0;
    }

    /** Looks in: opens a stream, keeps one alive, or gives up waiting and answers with the given reply. */
    void look(long now, Supplier<Reply> timedOut) {
        if (!lock.tryLock()) {
            closeStuckWriter(now);
            return;
        }
        try {
            if (state == State.ANSWERED) {
                return;
            }
            if (now - timeoutAt >= 0) {
                giveUp(Cancellation.Reason.TIME_OVER, timedOut.get());
                return;
            }
            if (state == State.WAITING) {
                openStream();
            }
            if (state == State.STREAMING) {
                write(SseEvent.keepAlive());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the call because the server stops. */
    void stop(Reply stopped) {
        lock.lock();
        try {
            if (state != State.ANSWERED) {
                giveUp(Cancellation.Reason.SERVER_STOPS, stopped);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean clientGone() {
        return clientGone;
    }

    private void giveUp(Cancellation.Reason reason, Reply reply) {
        cancellation.cancel(reason);
        // a handler that does not heed its interruption still holds this connection: the client should use another
        if (state == State.WAITING) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            closing = true;
        }
        answer(reply);
        interruptWorker();
    }

    private void openStream() {
        holdsPlace = accept.stream() && streams.tryAcquire();
        // without a place among the streams the answer comes whole; a client that takes nothing but a stream gets it regardless
        if (!holdsPlace && accept.json()) {
            dueAt = timeoutAt;
            return;
        }
        response.status(Status.OK_200).header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        stream = response.outputStream();
        state = State.STREAMING;
    }

    private void answer(Reply reply) {
        writer = Thread.currentThread();
        try {
            if (state == State.WAITING && !accept.json() && reply instanceof Reply.Result) {
                // an error keeps its status, a result comes in the one form that the client takes
                openStream();
            }
            if (state == State.STREAMING) {
                message(reply).ifPresent(message -> write(SseEvent.message(message)));
                close();
            } else {
                whole(reply);
            }
        } catch (RuntimeException e) {
            gone();
        } finally {
            if (holdsPlace) {
                holdsPlace = false;
                streams.release();
            }
            state = State.ANSWERED;
            writer = null;
            dueAt = Long.MAX_VALUE;
        }
    }

    private void whole(Reply reply) {
        switch (reply) {
            case Reply.Result result -> JsonAnswers.send(request, response, 200, result.response());
            case Reply.Failure failure -> JsonAnswers.send(request, response, failure.error().httpStatus(), failure.response());
            case Reply.Forbidden forbidden -> {
                response.header(WWW_AUTHENTICATE, challenge(forbidden.needed()));
                JsonAnswers.send(request, response, 403, forbidden.response());
            }
            case Reply.Accepted accepted -> response.status(Status.ACCEPTED_202).send();
        }
    }

    /** RFC 6750 section 3.1. */
    private static String challenge(Scope needed) {
        return "Bearer error=\"insufficient_scope\", error_description=\"This needs the scope " + needed.wire() + "\", scope=\""
                + needed.wire() + "\"";
    }

    private static Optional<JsonObject> message(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> Optional.of(result.response());
            case Reply.Failure failure -> Optional.of(failure.response());
            case Reply.Forbidden forbidden -> Optional.of(forbidden.response());
            case Reply.Accepted accepted -> Optional.empty();
        };
    }

    private void write(byte[] event) {
        if (clientGone) {
            return;
        }
        writer = Thread.currentThread();
        try {
            stream.write(event);
            stream.flush();
            dueAt = Math.min(System.nanoTime() + limits.heartbeat().toNanos(), timeoutAt);
        } catch (IOException | RuntimeException e) {
            gone();
        } finally {
            writer = null;
        }
    }

    private void close() {
        try {
            stream.close();
        } catch (IOException e) {
            gone();
        }
    }

    private void gone() {
        clientGone = true;
        cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
        interruptWorker();
    }

    /** Somebody writes; if the time of the call was over a while ago, to a client that does not read. The interruption closes the socket. */
    private void closeStuckWriter(long now) {
        Thread stuck = writer;
        if (stuck != null && now - timeoutAt >= limits.heartbeat().toNanos()) {
            stuck.interrupt();
        }
    }

    private void interruptWorker() {
        if (!workerDone && Thread.currentThread() != worker) {
            worker.interrupt();
        }
    }
}
