package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Classifier;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.MessageHeaders;
import sigil.mcp.core.Outlet;
import sigil.mcp.core.Peer;
import sigil.mcp.core.Reply;
import sigil.mcp.core.Scope;
import sigil.mcp.core.Session;

/** A client of the fixtures without a transport. In the legacy era it answers what it is asked from a list of answers by method. */
final class InProcess implements Outlet {
    static final String ALL_CAPABILITIES = "{\"elicitation\": {}, \"sampling\": {}, \"roots\": {}}";
    static final String WITH_TASKS = "{\"elicitation\": {}, \"extensions\": {\"io.modelcontextprotocol/tasks\": {}}}";
    private static final Caller CALLER = new Caller("test", Set.of(Scope.WRITE));

    private final McpServer mcp = FixtureServer.mcp();
    private final Map<String, JsonObject> answers;
    private final List<JsonObject> sent = new CopyOnWriteArrayList<>();
    private final AtomicReference<Session> session = new AtomicReference<>();
    private final Cancellation cancellation = new Cancellation();

    InProcess(Map<String, String> answers) {
        this.answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> FixtureJson.object(entry.getValue())));
    }

    InProcess() {
        this(Map.of());
    }

    /** The result of a legacy request; the session is opened with the first. */
    JsonObject legacy(String method, String params) throws InterruptedException {
        if (session.get() == null && !method.equals("initialize")) {
            legacy("initialize", "{\"protocolVersion\": \"2025-11-25\", \"capabilities\": " + ALL_CAPABILITIES
                    + ", \"clientInfo\": {\"name\": \"test\", \"version\": \"1\"}}");
        }
        return result(answer(request(method, FixtureJson.object(params))));
    }

    /** The result of a modern request of a client with the given capabilities. */
    JsonObject modern(String method, String params, String capabilities) throws InterruptedException {
        return result(modernReply(method, FixtureJson.object(params), capabilities));
    }

    /** What is answered to a modern request, an error or a result. */
    JsonObject modernReply(String method, JsonObject params, String capabilities) throws InterruptedException {
        return answer(request(method, JsonCodec.object(params)
                .add("_meta", JsonCodec.object()
                        .add("io.modelcontextprotocol/protocolVersion", "2026-07-28")
                        .add("io.modelcontextprotocol/clientCapabilities", FixtureJson.object(capabilities)))
                .build()));
    }

    /** The text of the only block of a tool's result. */
    static String text(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }

    /** The methods of what the server sent beside its answers. */
    List<String> sent() {
        return sent.stream().map(message -> message.getString("method")).toList();
    }

    /** The next thing that the session has to say outside of answers. */
    JsonObject heard() throws InterruptedException {
        return session.get().feed().take();
    }

    private static JsonObject request(String method, JsonObject params) {
        return JsonCodec.object().add("jsonrpc", "2.0").add("id", 1).add("method", method).add("params", params).build();
    }

    private JsonObject answer(JsonObject message) throws InterruptedException {
        Inbound inbound = Classifier.classify(message, MessageHeaders.NONE);
        Peer peer = Optional.ofNullable(session.get()).filter(open -> !(inbound instanceof Inbound.Modern))
                .map(open -> new Peer(CALLER, open, this))
                .orElseGet(() -> new Peer(CALLER, this));
        Reply reply = mcp.answer(inbound, peer);
        return reply.message().map(value -> value.asJsonObject()).orElse(JsonObject.EMPTY_JSON_OBJECT);
    }

    private static JsonObject result(JsonObject answer) {
        if (!answer.containsKey("result")) {
            throw new AssertionError("Not a result: " + answer);
        }
        return answer.getJsonObject("result");
    }

    @Override
    public boolean send(JsonObject message) {
        sent.add(message);
        if (message.containsKey("id")) {
            try {
                answer(JsonCodec.object().add("jsonrpc", "2.0").add("id", message.get("id"))
                        .add("result", answers.get(message.getString("method")))
                        .build());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return true;
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
    public void waiting(Duration longest) {
        // nobody counts the time
    }

    @Override
    public void working() {
        // nobody counts the time
    }

    @Override
    public void opened(Session opened) {
        session.set(opened);
    }
}
