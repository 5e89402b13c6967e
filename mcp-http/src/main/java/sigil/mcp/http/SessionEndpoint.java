package sigil.mcp.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import sigil.mcp.core.Caller;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.Session;

/**
 * What a client of the legacy era does with its session beside sending messages: {@code GET} listens to it or goes on with a stream that broke,
 * {@code DELETE} ends it. Without a session there is neither, and the answer is that of a server that has none.
 */
final class SessionEndpoint {
    /** A client that gets this starts anew (2025-11-25, transports, "Session Management"). */
    static final RpcError NO_SUCH_SESSION = new RpcError(RpcError.INVALID_REQUEST, "There is no such session. Start again with initialize.", 404);
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final McpServer server;
    private final HttpLimits limits;
    private final CallClock clock;
    private final Semaphore streams;
    private final EventStreams events;

    SessionEndpoint(McpServer server, HttpLimits limits, CallClock clock, Semaphore streams, EventStreams events) {
        this.server = server;
        this.limits = limits;
        this.clock = clock;
        this.streams = streams;
        this.events = events;
    }

    void get(ServerRequest request, ServerResponse response) {
        Optional<Session> session = session(request, response);
        if (session.isEmpty()) {
            return;
        }
        if (!Accept.parse(request.headers().first(HeaderNames.ACCEPT).orElse("")).stream()) {
            JsonAnswers.send(request, response, RpcError.refusal(406, "What is got here is a stream: accept text/event-stream."));
        } else if (clock.stopping() || !streams.tryAcquire()) {
            RequestRecord.of(request).refused("busy");
            response.header(HeaderNames.RETRY_AFTER, "1");
            JsonAnswers.send(request, response, RpcError.refusal(429, "All " + limits.maxStreams()
                    + " streams are in use. Try again in a moment."));
        } else {
            try {
                stream(session.get(), request, response);
            } finally {
                streams.release();
            }
        }
    }

    private void stream(Session session, ServerRequest request, ServerResponse response) {
        ServerRequestHeaders headers = request.headers();
        Optional<String> lastEventId = headers.first(LAST_EVENT_ID);
        Optional<EventStreams.Position> position = lastEventId.flatMap(id -> events.find(session, id));
        if (lastEventId.isPresent() && position.isEmpty()) {
            JsonAnswers.send(request, response, RpcError.refusal(400,
                    "Last-Event-ID: what came after it is not kept any more. Send the request again."));
            return;
        }
        if (position.filter(found -> found.stream().over(found.after())).isPresent()) {
            // a stream that ended without an answer, as that of a cancelled call does: given an empty stream the official clients come back
            // for it for ever, and this is the only other status that a GET may have ("Listening for Messages from the Server")
            response.header(HeaderNames.ALLOW, "POST, DELETE");
            JsonAnswers.send(request, response, RpcError.refusal(405, "Last-Event-ID: that stream has ended, and nothing comes after it."));
            return;
        }
        // how long it lasts says nothing about how quick the server is
        RequestRecord.of(request).outcome(Outcome.ANSWERED, true);
        boolean answer = position.filter(found -> found.stream().number() != 0).isPresent();
        EventStream kept = position.map(EventStreams.Position::stream).orElseGet(() -> events.standalone(session));
        SessionStream stream = answer ? SessionStream.ofAnswer(request, response, kept, limits) : SessionStream.standalone(request, response, kept, limits);
        Runnable ending = stream::stop;
        session.enter();
        session.onEnd(ending);
        clock.enter(stream);
        try {
            if (answer) {
                stream.resume(position.get().after());
            } else {
                stream.listen(session, position.map(EventStreams.Position::after).orElseGet(kept::last));
            }
        } finally {
            clock.leave(stream);
            session.notOnEnd(ending);
            session.leave();
            if (stream.clientGone()) {
                RequestRecord.of(request).clientLeft();
            }
        }
    }

    void delete(ServerRequest request, ServerResponse response) {
        session(request, response).ifPresent(session -> {
            server.end(session);
            response.send();
        });
    }

    /** The session of a request; where there is none the client has been told. */
    private Optional<Session> session(ServerRequest request, ServerResponse response) {
        Optional<String> id = request.headers().first(HttpExchange.SESSION_ID);
        if (id.isEmpty()) {
            response.header(HeaderNames.ALLOW, "POST");
            JsonAnswers.send(request, response, RpcError.refusal(405, "Without a session this address takes POST."));
            return Optional.empty();
        }
        Optional<Session> session = server.session(id.get(), request.context().get(Caller.class).orElseThrow());
        if (session.isEmpty()) {
            JsonAnswers.send(request, response, NO_SUCH_SESSION);
        }
        return session;
    }
}
