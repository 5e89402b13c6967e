package sigil.mcp.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sigil.mcp.core.RequestId;

/** What has come from the server and what is still to come. What a test does not ask for stays, for later or for nobody. */
final class Mailbox {
    /** Nothing that comes at all takes as long. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What comes although it should not comes sooner. */
    private static final Duration QUIET = Duration.ofMillis(250);

    private final Client client;
    private final List<JsonValue> waiting = new ArrayList<>();

    Mailbox(Client client) {
        this.client = client;
    }

    /** The first message that is one of those, whether it has come or is still to come. */
    JsonValue await(String what, Predicate<JsonValue> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (JsonValue message : waiting) {
            if (wanted.test(message)) {
                waiting.remove(message);
                return message;
            }
        }
        while (System.nanoTime() < end) {
            Optional<JsonValue> message = client.next(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            if (message.filter(wanted).isPresent()) {
                return message.get();
            }
            message.ifPresent(waiting::add);
        }
        throw new AssertionError("No " + what + " came. What came was: " + waiting);
    }

    /** The answer to a request, a result or an error. */
    JsonObject answer(JsonValue id) throws InterruptedException {
        return await("answer to " + id, message -> answers(message, id)).asJsonObject();
    }

    /** A notification, or a request of the server. */
    JsonObject message(String method) throws InterruptedException {
        return await(method, message -> isOf(message, method)).asJsonObject();
    }

    /** Everything that has come and comes in a while. */
    List<JsonValue> rest() throws InterruptedException {
        List<JsonValue> rest = new ArrayList<>(waiting);
        waiting.clear();
        Optional<JsonValue> message = client.next(QUIET);
        while (message.isPresent()) {
            rest.add(message.get());
            message = client.next(QUIET);
        }
        return rest;
    }

    static boolean isOf(JsonValue message, String method) {
        return message instanceof JsonObject object && object.getString("method", "").equals(method);
    }

    static boolean answers(JsonValue message, JsonValue id) {
        // as text: an id must come back as it went, and not merely as an equal number
        return message instanceof JsonObject object && !object.containsKey("method") && object.containsKey("id")
                && object.get("id").toString().equals(id.toString());
    }
}
