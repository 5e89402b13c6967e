package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives is read, classified and answered as it should be. {@code -Dfuzz.iterations=1000000} runs longer than every build does, and
 * {@code -Dfuzz.seed=…} with other messages; a failure names the seed of its message, and with {@code -Dfuzz.iterations=1} the same message
 * comes first.
 */
class FuzzTest {
    private static final long ITERATIONS = Long.getLong("fuzz.iterations", 4_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    /** Far more than any message needs, and far less than one that was made to take long. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Errors that say that something is in the way, and not that something is broken. */
    private static final Set<String> EXPECTED = Set.of("The server is being stopped. Try again in a moment.",
            "Too many tasks are kept. Try again later.", "The task was cancelled.");

    private final Changes changes = new Changes();
    private final SampleLibrary library = new SampleLibrary(changes);
    private final McpServer server = McpServer.create(new Implementation("test", "Test", "1"), List.of(SampleTools.kinds(), SampleTools.questions(),
            SampleTools.logs(), library, new SampleTasks().contribution(), choices()), changes, new ServerLimits(2, 20, Duration.ofMinutes(5), 2, 6,
            40, Duration.ofMinutes(10), Duration.ofMillis(20), Duration.ofMinutes(5)));
    private final JsonInput input = new JsonInput(64);
    private final List<Session> sessions = new ArrayList<>();
    private Map<String, List<String>> known = Map.of();
    private long results;

    /** Tools whose arguments are held against as many keywords as there are. */
    private static Contribution choices() {
        List<ToolBinding> tools = new ArrayList<>(SampleTools.sums().tools());
        tools.removeIf(tool -> tool.tool().name().equals("fault"));
        tools.add(new ToolBinding(new Tool("choose", "Choose", "", Text.object("""
                {"type":"object","$defs":{"day":{"enum":["mo",1,null,{"a":1.5}]}},"required":["colour"],
                 "properties":{"colour":{"enum":["red","green",7]},"size":{"type":"number","multipleOf":0.1,"minimum":-3,"exclusiveMaximum":1e300},
                  "count":{"type":"integer","const":3,"x-mcp-header":"Count"},"many":{"type":"array","uniqueItems":true,"contains":{"const":1}},
                  "when":{"properties":{"day":{"$ref":"#/$defs/day"}},"unevaluatedProperties":false},"text":{"pattern":"^[a-z]*$","maxLength":5}},
                 "if":{"properties":{"colour":{"const":"red"}}},"then":{"required":["size"]},"else":{"maxProperties":2},
                 "patternProperties":{"^x":{"not":{"type":"null"}}},"additionalProperties":false}"""), SampleTools.ANY, ToolAnnotations.READ_ONLY),
                (arguments, call) -> CallToolResult.of("chosen", SampleTools.ANY)));
        return Contribution.ofTools("choices", "", tools);
    }

    // behaviour: rpc.fuzz
    @Test
    void everyRequestIsAnsweredOnceAndNothingEscapes() throws InterruptedException {
        try (Logged faults = new Logged("sigil.mcp.core")) {
            for (String version : List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")) {
                sessions.add(TestClient.legacy(server, TestClient.ALICE, version, Questions.ANSWERED).session());
                sessions.getLast().enter();
            }
            known = known();
            for (long i = 0; i < ITERATIONS; i++) {
                Case at = new Case(SEED + i);
                Instant start = Instant.now();
                try {
                    at.run();
                } catch (Throwable e) {
                    throw new AssertionError("seed " + (SEED + i) + ": " + at, e);
                }
                if (!faults.all().isEmpty() || Duration.between(start, Instant.now()).compareTo(LONGEST) > 0) {
                    throw new AssertionError("seed " + (SEED + i) + ": " + at + " took " + Duration.between(start, Instant.now()) + ", " + faults.all());
                }
                if (i % 500 == 0) {
                    server.sweep();
                }
            }
            assertThat("enough of it makes sense", ITERATIONS < 1_000 || results * 8 > ITERATIONS, is(true));
        }
    }

    /** Tasks that have ended or wait, a place in a list, a question: what a client can know. */
    private Map<String, List<String>> known() throws InterruptedException {
        TestClient client = new TestClient(server);
        List<String> tasks = new ArrayList<>();
        for (String tool : List.of("stumble", "interview", "dig")) {
            tasks.add(client.modern("tools/call", "{\"name\":\"" + tool + "\"}", SampleTasks.DECLARED_AND_FORM).result().getString("taskId"));
        }
        tasks.add("made-up");
        String cursor = client.modern("tools/list", "{}").result().getString("nextCursor");
        String state = client.modern("tools/call", "{\"name\":\"greet\"}", Questions.FORM).result().getString("requestState");
        return Map.of("task", tasks, "cursor", List.of(cursor, "AAAA"), "state", List.of(state, "AAAA"));
    }

    /** One message, and what came of it. */
    private final class Case implements Outlet {
        private final FuzzMessages random;
        private final byte[] bytes;
        private final MessageHeaders headers;
        private final Cancellation cancellation = new Cancellation();
        private final Optional<Session> session;
        private final Caller caller;
        private boolean stopped;

        Case(long seed) {
            random = new FuzzMessages(seed, known);
            bytes = random.next();
            headers = random.headers(bytes);
            session = random.oneIn(2) ? Optional.of(sessions.get(Math.floorMod(seed, sessions.size()))) : Optional.empty();
            caller = new Caller("alice", Set.of(random.oneIn(4) ? Scope.WRITE : Scope.READ));
        }

        void run() throws InterruptedException, MalformedJsonException {
            JsonValue body;
            try {
                body = input.read(bytes);
            } catch (MalformedJsonException e) {
                response(new RpcError(RpcError.PARSE_ERROR, e.getMessage(), 400).response(Optional.empty()));
                return;
            }
            Inbound inbound = Classifier.classify(body, headers);
            Reply reply;
            try {
                reply = server.answer(inbound, session.map(open -> new Peer(caller, open, this)).orElseGet(() -> new Peer(caller, this)));
            } catch (InterruptedException e) {
                assertThat("only who was stopped is interrupted", stopped, is(true));
                reply = server.stopped(inbound);
            } finally {
                Thread.interrupted();
            }
            check(body, inbound, reply);
        }

        private void check(JsonValue body, Inbound inbound, Reply reply) throws MalformedJsonException {
            List<JsonValue> expected = new ArrayList<>();
            if (inbound instanceof Inbound.Batch batch && !(reply instanceof Reply.Failure)) {
                body.asJsonArray().forEach(message -> id(message).ifPresent(expected::add));
                assertThat(batch.messages().size(), is(body.asJsonArray().size()));
            } else {
                id(body).ifPresent(expected::add);
            }
            List<JsonValue> answered = new ArrayList<>();
            switch (reply.message().map(this::again).orElse(JsonValue.NULL)) {
                case JsonArray array -> array.forEach(answer -> answered.add(response(answer)));
                case JsonObject object -> answered.add(response(object));
                default -> assertThat("what is not answered was taken", reply, is(new Reply.Accepted()));
            }
            answered.removeIf(id -> id == JsonValue.NULL);
            assertThat(answered, is(expected));
        }

        /** What was written, as its reader reads it. */
        private JsonValue again(JsonValue message) {
            try {
                JsonValue read = new JsonInput(JsonInput.DEEPEST).read(JsonCodec.bytes(message));
                assertThat(read, is(message));
                return read;
            } catch (MalformedJsonException e) {
                throw new AssertionError("What was written cannot be read: " + message, e);
            }
        }

        /** The id that must come back, once. This is written from the specification and not from the code. */
        private static Optional<JsonValue> id(JsonValue message) {
            if (!(message instanceof JsonObject object) || !object.containsKey("id")) {
                return Optional.empty();
            }
            boolean legal = object.get("id") instanceof JsonString
                    || object.get("id") instanceof JsonNumber number && number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
            boolean response = !object.containsKey("method") && (object.containsKey("result") || object.containsKey("error"));
            return legal && !response ? Optional.of(object.get("id")) : Optional.empty();
        }

        /** The id of a response, once everything else about it is right. */
        private JsonValue response(JsonValue message) {
            JsonObject object = message.asJsonObject();
            assertThat(object.getString("jsonrpc"), is("2.0"));
            assertThat("one of them", object.containsKey("result"), is(!object.containsKey("error")));
            assertThat(object.size(), is(3));
            if (object.containsKey("error")) {
                JsonObject error = object.getJsonObject("error");
                assertThat(error.getJsonNumber("code").isIntegral(), is(true));
                assertThat(error.getString("message").isEmpty(), is(false));
                assertThat("a fault of the server: " + error, error.getInt("code") == RpcError.INTERNAL_ERROR
                        && !EXPECTED.contains(error.getString("message")), is(false));
                assertThat("ids are given back", error.getString("message").contains("still being answered"), is(false));
            } else {
                object.getJsonObject("result");
                results++;
            }
            return object.get("id");
        }

        @Override
        public boolean send(JsonObject message) {
            again(message);
            assertThat(message.getString("jsonrpc"), is("2.0"));
            String method = message.getString("method");
            assertThat("a notification has no id and a request has one", message.containsKey("id"), is(!method.startsWith("notifications/")));
            if (method.equals("notifications/subscriptions/acknowledged")) {
                stop();
            } else if (message.containsKey("id") && !random.oneIn(10)) {
                answer(message);
            }
            return !random.oneIn(20);
        }

        private void answer(JsonObject question) {
            try {
                Inbound answer = Classifier.classify(input.read(random.answer(question.get("id"))), MessageHeaders.NONE);
                server.answer(answer, new Peer(caller, session.orElseThrow(), this));
            } catch (MalformedJsonException e) {
                // then there is no answer
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void waiting(Duration longest) {
            if (longest.compareTo(Duration.ofSeconds(1)) > 0) {
                stop();
            }
        }

        private void stop() {
            stopped = true;
            cancellation.cancel(Cancellation.Reason.SERVER_STOPS);
            Thread.currentThread().interrupt();
        }

        @Override
        public Cancellation cancellation() {
            return cancellation;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public void opened(Session opened) {
        }

        @Override
        public void working() {
        }

        @Override
        public String toString() {
            return new String(bytes, StandardCharsets.UTF_8) + " with " + headers.protocolVersion() + headers.method() + headers.name()
                    + session.map(open -> " in a session of " + open.version().wire()).orElse("");
        }
    }
}
