package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.Reply;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.Tool;

/**
 * {@code /actions/{tool}}: a tool as an operation of HTTP. {@code POST} takes its arguments as JSON; {@code GET} takes those of a tool that reads from
 * the query. What comes after that is a call like any other, with the places, the clock and the rules of those over MCP.
 */
final class ActionEndpoint implements Handler {
    /** A GPT waits 45 s for the whole of its way (clients.md, 2.1). */
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final HttpAnswer.Form FORM = new HttpAnswer.Form(new Accept(true, false), Optional.empty(), false, ActionAnswer::send);

    private final Actions actions;
    private final HttpLimits limits;
    private final JsonInput input;
    private final CallClock clock;
    private final Places places;
    private final Answering answering;
    private final ScopeChallenges challenges;

    ActionEndpoint(Actions actions, HttpLimits limits, CallClock clock, Places places, Answering answering, ScopeChallenges challenges) {
        this.actions = actions;
        this.limits = limits.answeringWithin(LONGEST);
        this.input = new JsonInput(limits.maxJsonDepth());
        this.clock = clock;
        this.places = places;
        this.answering = answering;
        this.challenges = challenges;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Optional<Tool> tool = actions.tool(request.path().path().substring(Actions.PREFIX.length()));
        if (tool.isEmpty()) {
            new Problem(404, "There is no action of this name.").send(request, response);
            return;
        }
        RequestRecord.of(request).message("", "action", tool.get().name());
        boolean readable = QueryArguments.suffice(tool.get());
        Method method = request.prologue().method();
        if (method.equals(Method.POST)) {
            post(tool.get(), request, response);
        } else if (method.equals(Method.GET) && readable) {
            get(tool.get(), request, response);
        } else {
            String allow = readable ? "GET, POST" : "POST";
            response.header(HeaderNames.ALLOW, allow);
            if (method.equals(Method.OPTIONS)) {
                response.send();
            } else {
                new Problem(405, "This action takes " + allow + ".").send(request, response);
            }
        }
    }

    private void get(Tool tool, ServerRequest request, ServerResponse response) {
        QueryArguments query = QueryArguments.read(tool, request.query());
        if (query.faults().isEmpty()) {
            call(tool, query.arguments(), request, response);
        } else {
            new Problem(400, "Invalid arguments for " + tool.name() + ":\n- " + String.join("\n- ", query.faults())).send(request, response);
        }
    }

    private void post(Tool tool, ServerRequest request, ServerResponse response) {
        if (!isJson(request.headers().first(HeaderNames.CONTENT_TYPE))) {
            new Problem(415, "The arguments are of another type than application/json.").send(request, response);
            return;
        }
        try (BodySpace.Share share = places.bodies().share()) {
            Optional<byte[]> body = RequestBody.read(request, response, limits.maxBodyBytes(), share);
            if (body.isEmpty()) {
                busy("Too many large messages are being read.", request, response);
                return;
            }
            JsonValue arguments = body.get().length == 0 ? JsonValue.EMPTY_JSON_OBJECT : input.read(body.get());
            if (arguments instanceof JsonObject object) {
                call(tool, object, request, response);
            } else {
                new Problem(400, "The body must be a JSON object: the arguments by their names.").send(request, response);
            }
        } catch (MalformedJsonException e) {
            RequestRecord.of(request).refused("json");
            new Problem(400, e.getMessage()).send(request, response);
        }
    }

    /** A client that says nothing is believed to send JSON, since nothing else is taken. */
    private static boolean isJson(Optional<String> contentType) {
        String type = contentType.orElse("application/json").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.startsWith("application/") && type.endsWith("+json");
    }

    private void call(Tool tool, JsonObject arguments, ServerRequest request, ServerResponse response) {
        Semaphore calls = places.calls();
        if (clock.stopping()) {
            response.header(HeaderNames.RETRY_AFTER, "1").header(HeaderValues.CONNECTION_CLOSE);
            new Problem(503, "The server is being stopped.").send(request, response);
        } else if (calls.tryAcquire()) {
            try {
                run(Inbound.call(tool.name(), arguments), request, response);
            } finally {
                calls.release();
            }
        } else {
            busy("All " + limits.maxConcurrentCalls() + " places are taken.", request, response);
        }
    }

    private void run(Inbound call, ServerRequest request, ServerResponse response) {
        HttpExchange exchange = new HttpExchange(request, response, new HttpExchange.Terms(false,
                needed -> challenges.of(needed, request.path().path()),
                limit -> failure(504, "The call took longer than " + limit.toSeconds() + " s and was stopped."),
                () -> failure(503, "The server is being stopped.")), FORM, limits, new StreamPlace(places.streams()));
        answering.run(call, request.context().get(Caller.class).orElseThrow(), Optional.empty(), exchange, request);
    }

    private static Reply failure(int status, String message) {
        return new Reply.Failure(Optional.empty(), RpcError.refusal(status, message));
    }

    private static void busy(String message, ServerRequest request, ServerResponse response) {
        RequestRecord.of(request).refused("busy");
        response.header(HeaderNames.RETRY_AFTER, "1");
        new Problem(429, message).send(request, response);
    }
}
