package sigil.mcp.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Outlet;
import sigil.mcp.core.Reply;
import sigil.mcp.core.Scope;
import sigil.mcp.core.Session;

/**
 * One request while it is answered: its time, and what ends it early. How the answer goes out is the business of its {@link HttpAnswer}.
 *
 * <p>The call runs on the thread of the request, so a quick answer costs no hand-over. The {@link CallClock} looks in from its own thread: it
 * notices a client that has gone, and ends a call whose time is over.
 */
final class HttpExchange implements Outlet, Watched {
    static final HeaderName SESSION_ID = HeaderNames.create("Mcp-Session-Id");
    /** From then on it is worth a thread to notice that the client has gone. */
    private static final Duration WATCH_AFTER = Duration.ofMillis(500);
    private static final long NEVER = Long.MAX_VALUE;

    /**
     * When an exchange ends.
     *
     * @param longLived whether the answer has no end of its own
     * @param challenge how its client would get a scope
     * @param timedOut  the answer when time is over
     * @param stopped   the answer when the server stops
     */
    record Terms(boolean longLived, Function<Scope, String> challenge, Function<Duration, Reply> timedOut, Supplier<Reply> stopped) {
    }

    private final ServerResponse response;
    private final Terms terms;
    private final HttpLimits limits;
    private final Connection connection = Connection.current();
    private final Worker worker = new Worker();
    private final Cancellation cancellation = new Cancellation(worker::interrupt);
    private final HttpAnswer answer;

    private volatile long watchAt = System.nanoTime() + WATCH_AFTER.toNanos();
    private volatile long timeoutAt;
    private volatile Instant deadline;
    private long remaining;
    private volatile Optional<Cancellation.Reason> givenUp = Optional.empty();

    /**
     * A request that waits for its answer.
     *
     * @param place for a stream that it may become
     */
    HttpExchange(ServerRequest request, ServerResponse response, Terms terms, HttpAnswer.Form form, HttpLimits limits, StreamPlace place) {
        this.response = response;
        this.terms = terms;
        this.limits = limits;
        this.answer = new HttpAnswer(request, response, form, limits, place, () -> cancellation.cancel(Cancellation.Reason.CLIENT_GONE));
        give(limits.callTimeout().toNanos());
    }

    private void give(long nanos) {
        timeoutAt = terms.longLived() ? NEVER : System.nanoTime() + nanos;
        // a tenth is left for the handler to return what it has
        deadline = terms.longLived() ? Instant.MAX : Instant.now().plusNanos(nanos / 10 * 9);
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
        return answer.send(message);
    }

    /**
     * Answers, unless the clock already did.
     *
     * @throws CloseConnectionException if the connection cannot be used any more
     */
    void finish(Reply reply) {
        try {
            answer.finish(reply);
        } finally {
            worker.done();
        }
    }

    /** Why it was answered in place of its call; empty if it was not. */
    Optional<Cancellation.Reason> givenUp() {
        return givenUp;
    }

    boolean clientGone() {
        return answer.clientGone();
    }

    @Override
    public boolean due(long now) {
        return answer.due(now) || reached(watchAt, now) || reached(timeoutAt, now);
    }

    private static boolean reached(long moment, long now) {
        return moment != NEVER && now - moment >= 0;
    }

    @Override
    public void look(long now) {
        answer.whenQuiet(now, () -> {
            if (reached(timeoutAt, now)) {
                giveUp(Cancellation.Reason.TIME_OVER, terms.timedOut().apply(limits.callTimeout()));
            } else {
                watch(now);
                answer.keepUp(now);
            }
        });
    }

    private void watch(long now) {
        if (reached(watchAt, now)) {
            watchAt = NEVER;
            if (answer.connected()) {
                connection.watch(answer::leftByClient);
            }
        }
    }

    @Override
    public void stop() {
        giveUp(Cancellation.Reason.SERVER_STOPS, terms.stopped().get());
    }

    private void giveUp(Cancellation.Reason reason, Reply reply) {
        if (answer.giveUp(() -> cancellation.cancel(reason), reply)) {
            givenUp = Optional.of(reason);
            watchAt = NEVER;
            timeoutAt = NEVER;
        }
    }
}
