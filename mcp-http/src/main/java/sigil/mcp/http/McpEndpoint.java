package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Classifier;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.Message;
import sigil.mcp.core.MessageHeaders;
import sigil.mcp.core.ProtocolVersion;
import sigil.mcp.core.RequestId;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.Session;
import sigil.mcp.core.Tool;

/**
 * {@code POST /mcp} and {@code POST /}: one JSON-RPC message in, its answer out. {@code Content-Type} is not looked at: known clients send
 * none, or a wrong one, with the right body.
 */
final class McpEndpoint implements Handler {
    private static final HeaderName PROTOCOL_VERSION = HeaderNames.create("MCP-Protocol-Version");
    private static final HeaderName METHOD = HeaderNames.create("Mcp-Method");
    private static final HeaderName NAME = HeaderNames.create("Mcp-Name");

    private final McpServer server;
    private final HttpLimits limits;
    private final JsonInput input;
    private final CallClock clock;
    private final Places places;
    private final Answering answering;
    private final EventStreams events;
    private final ScopeChallenges challenges;

    McpEndpoint(McpServer server, HttpLimits limits, CallClock clock, Places places, EventStreams events, ScopeChallenges challenges) {
        this.server = server;
        this.places = places;
        this.answering = new Answering(server, clock);
        this.challenges = challenges;
        this.events = events;
        this.limits = limits;
        this.input = new JsonInput(limits.maxJsonDepth());
        this.clock = clock;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        try (BodySpace.Share share = places.bodies().share()) {
            Optional<byte[]> body = RequestBody.read(request, response, limits.maxBodyBytes(), share);
            if (body.isPresent()) {
                classify(body.get(), share, request, response);
            } else {
                tooManyLargeMessages(request, response, Optional.empty());
            }
        }
    }

    private void classify(byte[] body, BodySpace.Share share, ServerRequest request, ServerResponse response) {
        Inbound inbound;
        try {
            inbound = Classifier.classify(input.read(body), headers(request.headers()));
        } catch (MalformedJsonException e) {
            RequestRecord.of(request).refused("json");
            JsonAnswers.send(request, response, new RpcError(RpcError.PARSE_ERROR, e.getMessage(), 400));
            return;
        }
        describe(RequestRecord.of(request), inbound);
        if (server.longLived(inbound) && !share.take(body.length)) {
            // it stays in memory for as long as the answer lasts, so that small ones count too
            tooManyLargeMessages(request, response, Answering.id(inbound));
        } else {
            answer(inbound, request, response);
        }
    }

    private void answer(Inbound inbound, ServerRequest request, ServerResponse response) {
        Optional<String> sessionId = inbound instanceof Inbound.Modern || opens(inbound) ? Optional.empty()
                : request.headers().first(HttpExchange.SESSION_ID);
        Caller caller = request.context().get(Caller.class).orElseThrow();
        Optional<Session> session = sessionId.flatMap(id -> server.session(id, caller));
        if (sessionId.isPresent() && session.isEmpty()) {
            JsonAnswers.send(request, response, SessionEndpoint.NO_SUCH_SESSION, Answering.id(inbound));
        } else if (!isCall(inbound)) {
            // never behind the calls, since a call may be waiting for just this
            run(inbound, caller, session, request, response);
        } else if (clock.stopping()) {
            response.header(HeaderNames.RETRY_AFTER, "1").header(HeaderValues.CONNECTION_CLOSE);
            JsonAnswers.send(request, response, RpcError.refusal(503, "The server is being stopped. Try again in a moment."), Answering.id(inbound));
        } else if (server.longLived(inbound)) {
            run(inbound, caller, session, request, response);
        } else if (places.calls().tryAcquire()) {
            try {
                run(inbound, caller, session, request, response);
            } finally {
                places.calls().release();
            }
        } else {
            busy(request, response, "All " + limits.maxConcurrentCalls() + " places are taken.", Answering.id(inbound));
        }
    }

    /** A client that opens a session may still send the id of the one before. */
    private static boolean opens(Inbound inbound) {
        return inbound instanceof Inbound.Legacy(var version, Message.Request request) && request.method().equals("initialize");
    }

    /** Whether something runs for a message, rather than being noted. */
    private static boolean isCall(Inbound inbound) {
        return switch (inbound) {
            case Inbound.Legacy legacy -> legacy.message() instanceof Message.Request;
            case Inbound.Modern modern -> modern.message() instanceof Message.Request;
            case Inbound.Batch batch -> batch.messages().stream().anyMatch(McpEndpoint::isCall);
            case Inbound.Rejected rejected -> false;
        };
    }

    private static void tooManyLargeMessages(ServerRequest request, ServerResponse response, Optional<RequestId> id) {
        busy(request, response, "Too many large messages are being read.", id);
    }

    private static void busy(ServerRequest request, ServerResponse response, String message, Optional<RequestId> id) {
        RequestRecord.of(request).refused("busy");
        response.header(HeaderNames.RETRY_AFTER, "1");
        JsonAnswers.send(request, response, RpcError.refusal(429, message + " Try again in a moment."), id);
    }

    private void run(Inbound inbound, Caller caller, Optional<Session> session, ServerRequest request, ServerResponse response) {
        boolean longLived = server.longLived(inbound);
        Accept accept = Accept.parse(request.headers().first(HeaderNames.ACCEPT).orElse(""));
        StreamPlace place = new StreamPlace(places.streams());
        if (longLived && accept.stream() && !place.take()) {
            // an answer that is nothing but a stream has its place at once or not at all
            busy(request, response, "All " + limits.maxStreams() + " streams are in use.", Answering.id(inbound));
            return;
        }
        HttpAnswer.Form form = new HttpAnswer.Form(accept, session.map(open -> () -> events.open(open)),
                session.filter(open -> open.version().since(ProtocolVersion.V2025_11_25)).isPresent(), WholeAnswer::send);
        HttpExchange exchange = new HttpExchange(request, response, new HttpExchange.Terms(
                longLived, needed -> challenges.of(needed, request.path().path()),
                limit -> server.timedOut(inbound, limit), () -> server.stopped(inbound)), form, limits, place);
        answering.run(inbound, caller, session, exchange, request);
    }

    private static MessageHeaders headers(ServerRequestHeaders headers) {
        return new MessageHeaders(true, value(headers, PROTOCOL_VERSION), value(headers, METHOD), value(headers, NAME),
                name -> headers.all(HeaderNames.create(name), List::of));
    }

    /** One value, also of several lines (RFC 9110 section 5.2): whoever is on the way must not read another one than this server. */
    private static Optional<String> value(ServerRequestHeaders headers, HeaderName name) {
        if (!headers.contains(name)) {
            return Optional.empty();
        }
        Header header = headers.get(name);
        return Optional.of(header.valueCount() == 1 ? header.get() : String.join(", ", header.allValues()));
    }

    private void describe(RequestRecord entry, Inbound inbound) {
        switch (inbound) {
            case Inbound.Rejected rejected -> entry.refused("rpc " + rejected.error().code());
            case Inbound.Batch batch -> entry.message(ProtocolVersion.V2025_03_26.wire(), "batch", "");
            case Inbound.Legacy legacy -> entry.message(legacy.version().wire(), method(legacy.message()), toolName(inbound));
            case Inbound.Modern modern -> entry.message(modern.version().wire(), method(modern.message()), toolName(inbound));
        }
    }

    private String toolName(Inbound inbound) {
        return server.tool(inbound).map(Tool::name).orElse("");
    }

    private static String method(Message message) {
        return switch (message) {
            case Message.Request request -> request.method();
            case Message.Notification notification -> notification.method();
            case Message.Response ignored -> "response";
        };
    }
}
