package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks by requests of the server on the stream of the call (2025-11-25, client features); the answers come back by their ids. */
final class SessionAsker implements Asker {
    private final Session session;
    private final Outlet outlet;
    private final Duration timeout;

    SessionAsker(Session session, Outlet outlet, Duration timeout) {
        this.session = session;
        this.outlet = outlet;
        this.timeout = timeout;
    }

    private record Pending(InputRequest<?> request, Session.Question question) {
    }

    @Override
    public Map<String, Object> ask(List<InputRequest<?>> requests) throws InterruptedException {
        List<Pending> pending = new ArrayList<>();
        outlet.waiting(timeout);
        try {
            for (InputRequest<?> request : requests) {
                pending.add(new Pending(request, session.question()));
            }
            for (Pending each : pending) {
                send(each);
            }
            Map<String, Object> answers = new HashMap<>();
            long until = System.nanoTime() + timeout.toNanos();
            for (Pending each : pending) {
                answers.put(each.request().key(), answer(each, until - System.nanoTime()));
            }
            return answers;
        } finally {
            pending.forEach(this::withdraw);
            outlet.working();
        }
    }

    /** Nobody waits for the answer any more; a client that still works on it is told (2025-11-25, lifecycle, "Timeouts"). */
    private void withdraw(Pending pending) {
        session.forget(pending.question());
        if (!pending.question().answer().isDone()) {
            outlet.send(RunningCall.notification("notifications/cancelled", JsonCodec.object()
                    .add("requestId", pending.question().id().value())
                    .add("reason", "Nobody waits for the answer any more.")));
        }
    }

    private void send(Pending pending) {
        JsonObject message = message(session, pending.question().id(), pending.request());
        if (!outlet.send(message)) {
            throw new ToolException("This client takes no stream with its answer, so it cannot be asked: "
                    + "it should accept text/event-stream.");
        }
    }

    static JsonObject message(Session session, RequestId id, InputRequest<?> request) {
        var message = JsonCodec.object().add("jsonrpc", "2.0").add("id", id.value()).add("method", request.method());
        JsonObject params = new LegacyShapes(session.version()).question(request);
        return (params.isEmpty() ? message : message.add("params", params)).build();
    }

    static ToolException ended() {
        return new ToolException("The session ended while its client was being asked.");
    }

    private Object answer(Pending pending, long nanos) throws InterruptedException {
        try {
            return decode(pending.request(), pending.question().answer().get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new ToolException("The client did not answer " + pending.request().method() + " in " + timeout.toSeconds() + " s.");
        } catch (ExecutionException | CancellationException e) {
            throw ended();
        }
    }

    static Object decode(InputRequest<?> request, JsonObject response) {
        JsonObject result = JsonCodec.object(response, "result").orElseThrow(() -> new ToolException(
                "The client refused " + request.method() + ": " + JsonCodec.object(response, "error")
                        .flatMap(error -> JsonCodec.string(error, "message")).orElse("no reason given") + "."));
        try {
            return request.decode(result);
        } catch (IllegalArgumentException e) {
            throw new ToolException("The client's answer to " + request.method() + " is not valid: " + e.getMessage() + ".");
        }
    }
}
