package sigil.mcp.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Outlet;
import sigil.mcp.core.Reply;
import sigil.mcp.core.Scope;
import sigil.mcp.core.Session;

/**
 * One request and its answer, which is one JSON object until the first message or the configured silence makes it an SSE stream.
 *
 * <p>The call runs on the thread of the request, so a quick answer costs no hand-over. The {@link CallClock} looks in from its own thread:
 * it opens the stream of a slow call, keeps a quiet stream alive and ends a call whose time is over. The lock belongs to this exchange
 * alone; the clock only tries it, because a stream that is being written to needs no sign of life.
 *
 * <p>A stream of a session is also kept in its {@link EventStream}. If its connection goes, the call goes on and the client comes back for the
 * rest; without a session a client that goes has taken its request back.
 */
final class HttpExchange implements Outlet, Watched {
    static final HeaderName SESSION_ID = HeaderNames.create("Mcp-Session-Id");
    /** When a client should come back for the rest of a stream. */
    static final long RETRY_MILLIS = 500;
    /** From then on it is worth a thread to notice that the client has gone. */
    private static final Duration WATCH_AFTER = Duration.ofMillis(500);
    private static final long NEVER = Long.MAX_VALUE;

    private enum State { WAITING, STREAMING, DETACHED, ANSWERED }

    /**
     * What an exchange is told of its request.
     *
     * @param accept    what its client takes
     * @param stream    makes the resumable stream of an answer, where the client has a session
     * @param primes    whether that stream begins with an event to come back with
     * @param longLived whether the answer has no end of its own
     * @param challenge how its client would get a scope
     * @param timedOut  the answer when time is over
     * @param stopped   the answer when the server stops
     */
    record Terms(Accept accept, Optional<Supplier<EventStream>> stream, boolean primes, boolean longLived,
                 Function<Scope, String> challenge, Function<Duration, Reply> timedOut, Supplier<Reply> stopped) {
    }

    private final ServerRequest request;
    private final ServerResponse response;
    private final Terms terms;
    private final HttpLimits limits;
    private final Semaphore places;
    private final Connection connection = Connection.current();
    private final Cancellation cancellation = new Cancellation(this::interruptWorker);
    private final Thread worker = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();
    /** Guards the worker's flag alone, so that to cancel never waits for a client that does not read. */
    private final ReentrantLock interruption = new ReentrantLock();
    private final long startedAt = System.nanoTime();

    private volatile long dueAt;
    private volatile long timeoutAt;
    private volatile Instant deadline;
    private long remaining;
    private State state = State.WAITING;
    private boolean watching;
    private boolean clientGone;
    private boolean closing;
    private boolean workerDone;
    private boolean holdsPlace;
    private long beatAt;
    private long pollAt = NEVER;
    private SseResponse sse;
    private Optional<EventStream> events = Optional.empty();

    HttpExchange(ServerRequest request, ServerResponse response, Terms terms, HttpLimits limits, Semaphore places) {
        this.request = request;
        this.response = response;
        this.terms = terms;
        this.limits = limits;
        this.places = places;
        this.beatAt = startedAt + limits.streamAfter().toNanos();
        give(limits.callTimeout().toNanos());
        schedule();
    }

    private void give(long nanos) {
        timeoutAt = terms.longLived() ? NEVER : System.nanoTime() + nanos;
        // a tenth is left for the handler to return what it has
        deadline = terms.longLived() ? Instant.MAX : Instant.now().plusNanos(nanos / 10 * 9);
    }

    /** Takes a place among the streams at once, for an answer that is nothing else; false where there is none. */
    boolean reserve() {
        holdsPlace = places.tryAcquire();
        return holdsPlace;
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
    public void waiting(Duration longest) {
        remaining = Math.max(0, timeoutAt - System.nanoTime());
        give(longest.plus(limits.heartbeat()).toNanos());
    }

    @Override
    public void working() {
        give(remaining);
    }

    @Override
    public void opened(Session session) {
        response.header(SESSION_ID, session.id());
    }

    @Override
    public Optional<String> challenge(Scope needed) {
        return Optional.of(terms.challenge().apply(needed));
    }

    @Override
    public boolean longLived() {
        return terms.longLived();
    }

    @Override
    public boolean send(JsonObject message) {
        lock.lock();
        try {
            if (state == State.WAITING) {
                openStream();
            }
            return switch (state) {
                case STREAMING -> {
                    events.ifPresent(stream -> comesBack());
                    write(event(message));
                    yield true;
                }
                case DETACHED -> {
                    event(message);
                    yield true;
                }
                case WAITING, ANSWERED -> false;
            };
        } finally {
            lock.unlock();
        }
    }

    /**
     * Answers, unless the clock already did.
     *
     * @throws CloseConnectionException if the connection cannot be used any more
     */
    void finish(Reply reply) {
        boolean detached;
        lock.lock();
        try {
            detached = state == State.DETACHED;
            if (state != State.ANSWERED) {
                answer(reply);
            }
        } finally {
            lock.unlock();
            interruption.lock();
            try {
                workerDone = true;
                // an interrupt was meant for the call, and the thread goes on with the connection
                Thread.interrupted();
            } finally {
                interruption.unlock();
            }
        }
        if (clientGone || closing || detached) {
            throw new CloseConnectionException(closing ? "The call was given up" : "The client went away");
        }
    }

    @Override
    public boolean due(long now) {
        return dueAt != NEVER && now - dueAt >= 0 || timeoutAt != NEVER && now - timeoutAt >= 0;
    }

    @Override
    public void look(long now) {
        if (!lock.tryLock()) {
            if (connection.stuck(now, limits.heartbeat().multipliedBy(2))) {
                connection.close();
            }
            return;
        }
        try {
            if (state == State.ANSWERED) {
                return;
            }
            if (timeoutAt != NEVER && now - timeoutAt >= 0) {
                giveUp(Cancellation.Reason.TIME_OVER, terms.timedOut().apply(limits.callTimeout()));
                return;
            }
            lookAfter(now);
        } finally {
            lock.unlock();
        }
    }

    private void lookAfter(long now) {
        if (!watching && now - startedAt >= WATCH_AFTER.toNanos()) {
            watching = true;
            connection.watch(this::leftByClient);
        }
        if (state == State.WAITING && beatAt != NEVER && now - beatAt >= 0) {
            openStream();
            if (state == State.STREAMING && !terms.primes()) {
                // the headers go out with the first event
                write(SseEvent.keepAlive());
            }
        }
        if (state == State.STREAMING && pollAt != NEVER && now - pollAt >= 0) {
            letGo();
        } else if (state == State.STREAMING && now - beatAt >= 0) {
            write(SseEvent.keepAlive());
        }
        schedule();
    }

    /** When there is something to look after again, beside the end of the call's time. */
    private void schedule() {
        long next = switch (state) {
            case STREAMING -> Math.min(beatAt, pollAt);
            case WAITING -> beatAt;
            case DETACHED, ANSWERED -> NEVER;
        };
        dueAt = watching ? next : Math.min(next, startedAt + WATCH_AFTER.toNanos());
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            if (state != State.ANSWERED) {
                giveUp(Cancellation.Reason.SERVER_STOPS, terms.stopped().get());
            }
        } finally {
            lock.unlock();
        }
    }

    boolean clientGone() {
        return clientGone;
    }

    private void giveUp(Cancellation.Reason reason, Reply reply) {
        // a handler that does not heed its interruption still holds this connection: the client should use another
        if (state == State.WAITING) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            closing = true;
        }
        // what the handler makes of its interruption comes to nothing: this thread holds the lock until it has answered
        cancellation.cancel(reason);
        answer(reply);
    }

    private void openStream() {
        holdsPlace = holdsPlace || terms.accept().stream() && places.tryAcquire();
        // without a place among the streams the answer comes whole; a client that takes nothing but a stream gets it regardless
        if (!holdsPlace && terms.accept().json()) {
            beatAt = NEVER;
            return;
        }
        sse = SseResponse.open(response);
        state = State.STREAMING;
        beatAt = System.nanoTime() + limits.heartbeat().toNanos();
        events = terms.stream().map(Supplier::get);
        events.ifPresent(stream -> {
            stream.takeOver(this::takenOver);
            if (terms.primes()) {
                comesBack();
                write(stream.priming(RETRY_MILLIS));
            }
        });
        schedule();
    }

    /** The client has an id to come back with, so that its stream may be closed: without one it would wait in vain. */
    private void comesBack() {
        pollAt = startedAt + limits.pollAfter().toNanos();
    }

    private byte[] event(JsonObject message) {
        return events.isPresent() ? events.get().append(message) : SseEvent.message(message, Optional.empty());
    }

    private void answer(Reply reply) {
        try {
            if (state == State.WAITING && opensForAnswer(reply)) {
                openStream();
            }
            switch (state) {
                case STREAMING -> {
                    reply.message().ifPresent(message -> write(events.isPresent() ? events.get().append(message)
                            : SseEvent.message(message, Optional.empty())));
                    if (state == State.STREAMING && !clientGone) {
                        connection.write(sse::close);
                    }
                }
                case DETACHED -> reply.message().ifPresent(message -> events.orElseThrow().append(message));
                default -> connection.write(() -> WholeAnswer.send(request, response, reply));
            }
        } catch (RuntimeException e) {
            gone();
        } finally {
            events.ifPresent(EventStream::end);
            releasePlace();
            state = State.ANSWERED;
            dueAt = NEVER;
            timeoutAt = NEVER;
        }
    }

    /** An error keeps its status; a result comes in the one form that the client takes, and no answer at all as a stream of nothing. */
    private boolean opensForAnswer(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> !terms.accept().json();
            case Reply.Batch batch -> !terms.accept().json();
            case Reply.Cancelled cancelled -> terms.accept().stream();
            default -> false;
        };
    }

    private void releasePlace() {
        if (holdsPlace) {
            holdsPlace = false;
            places.release();
        }
    }

    private void write(byte[] event) {
        if (clientGone) {
            return;
        }
        try {
            connection.write(() -> sse.write(event));
            beatAt = System.nanoTime() + limits.heartbeat().toNanos();
            schedule();
        } catch (RuntimeException e) {
            gone();
        }
    }

    /** The client should come back for the rest: better now than when something on the way cuts the stream. */
    private void letGo() {
        write(SseEvent.retry(RETRY_MILLIS));
        if (state == State.STREAMING) {
            try {
                connection.write(connection::endBody);
            } catch (RuntimeException e) {
                // it is being closed anyway
            }
            detach();
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
                if (state == State.STREAMING) {
                    detach();
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on the answer is kept and another connection sends it. */
    private void detach() {
        state = State.DETACHED;
        dueAt = NEVER;
        releasePlace();
        connection.close();
    }

    private void leftByClient() {
        lock.lock();
        try {
            if (state != State.ANSWERED && state != State.DETACHED) {
                gone();
            }
        } finally {
            lock.unlock();
        }
    }

    private void gone() {
        if (state == State.STREAMING && events.isPresent()) {
            // in this era to disconnect is not to cancel
            detach();
        } else {
            clientGone = true;
            cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
        }
    }

    /** Also where the worker itself finds that its client has gone: what it waits for next may never come. */
    private void interruptWorker() {
        interruption.lock();
        try {
            if (!workerDone) {
                worker.interrupt();
            }
        } finally {
            interruption.unlock();
        }
    }
}
