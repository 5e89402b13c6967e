package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A client of a server, over a transport that is not there: messages go in as text, and what comes out is looked at. */
final class TestClient {
    static final Caller ALICE = new Caller("alice", Set.of(Scope.READ));
    static final Caller BOB = new Caller("bob", Set.of(Scope.READ));

    private final McpServer server;
    private final Caller caller;
    private final boolean streams;
    private final InFlight requests = new InFlight();
    private final AtomicLong lastId = new AtomicLong();
    private Optional<Session> session = Optional.empty();

    TestClient(McpServer server, Caller caller, boolean streams) {
        this.server = server;
        this.caller = caller;
        this.streams = streams;
    }

    TestClient(McpServer server) {
        this(server, ALICE, true);
    }

    /** A client whose handshake is done. */
    static TestClient legacy(McpServer server, Caller caller, String version, String capabilities) throws InterruptedException {
        TestClient client = new TestClient(server, caller, true);
        client.initialize(version, capabilities);
        return client;
    }

    static TestClient legacy(McpServer server, String capabilities) throws InterruptedException {
        return legacy(server, ALICE, "2025-11-25", capabilities);
    }

    JsonObject initialize(String version, String capabilities) throws InterruptedException {
        Wire wire = send("{\"jsonrpc\":\"2.0\",\"id\":\"hello\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + version
                + "\",\"capabilities\":" + capabilities + ",\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}");
        JsonObject result = wire.result();
        session = wire.session();
        return result;
    }

    Session session() {
        return session.orElseThrow();
    }

    void forgetSession() {
        session = Optional.empty();
    }

    /** Sends a message as it is. */
    Wire send(String text) {
        return send(Text.json(text), MessageHeaders.NONE);
    }

    Wire send(JsonValue message, MessageHeaders headers) {
        return send(Classifier.classify(message, headers));
    }

    Wire send(Inbound inbound) {
        Wire wire = Wire.send(server, inbound, streams, outlet -> session.map(open -> new Peer(caller, open, outlet))
                .orElseGet(() -> new Peer(caller, Optional.empty(), requests, outlet)));
        if (inbound instanceof Inbound.Legacy(var version, Message.Request request) && request.method().equals("initialize")) {
            wire.later().join();
            session = wire.session().or(() -> session);
        }
        return wire;
    }

    /** A legacy request. */
    Wire ask(String method, String params) {
        return send("{\"jsonrpc\":\"2.0\",\"id\":" + lastId.incrementAndGet() + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    /** A legacy call of a tool. */
    Wire call(String tool, String arguments) {
        return ask("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    /** A modern request of a client with capabilities. */
    Wire modern(String method, String params, String capabilities) {
        JsonObject with = Text.object("{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":" + capabilities + "}");
        JsonObject given = Text.object(params);
        JsonObject meta = JsonCodec.object(JsonCodec.object(given, "_meta").orElse(JsonValue.EMPTY_JSON_OBJECT))
                .addAll(JsonCodec.object(with)).build();
        return send(JsonCodec.object().add("jsonrpc", "2.0").add("id", lastId.incrementAndGet()).add("method", method)
                .add("params", JsonCodec.object(given).add("_meta", meta)).build(), MessageHeaders.NONE);
    }

    Wire modern(String method, String params) {
        return modern(method, params, "{}");
    }

    /** Answers a request of the server. */
    void answer(JsonObject question, String result) throws InterruptedException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id") + ",\"result\":" + result + "}").reply();
    }

    void cancel(String id) throws InterruptedException {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + "}}").reply();
    }
}
