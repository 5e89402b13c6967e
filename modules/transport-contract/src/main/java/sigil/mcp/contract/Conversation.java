package sigil.mcp.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import sigil.mcp.core.Era;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * What a client says in one era. In the modern one every request says all about its client; in the legacy one that was said once. JSON is
 * written with single quotes here.
 */
final class Conversation {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final Era era;
    private final Client client;
    private final Mailbox mail;
    private final JsonObject meta;

    private Conversation(Era era, Client client, Mailbox mail, JsonObject meta) {
        this.era = era;
        this.client = client;
        this.mail = mail;
        this.meta = meta;
    }

    static Conversation legacy(String version, String capabilities, Client client, Mailbox mail) throws IOException, InterruptedException {
        Conversation conversation = new Conversation(Era.LEGACY, client, mail, JsonValue.EMPTY_JSON_OBJECT);
        JsonObject opened = conversation.result("initialize", "{'protocolVersion':'" + version + "','capabilities':" + capabilities
                + ",'clientInfo':{'name':'contract','version':'1'}}");
        assertThat(opened.getString("protocolVersion"), is(version));
        conversation.notify("notifications/initialized", "{}");
        return conversation;
    }

    static Conversation modern(String capabilities, Client client, Mailbox mail) {
        return new Conversation(Era.MODERN, client, mail, json("{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                + "'io.modelcontextprotocol/clientCapabilities':" + capabilities
                + ",'io.modelcontextprotocol/clientInfo':{'name':'contract','version':'1'}}"));
    }

    Era era() {
        return era;
    }

    /** Sends a request and does not wait. */
    JsonNumber start(String method, String params) throws IOException {
        JsonNumber id = JsonCodec.number(LAST_ID.incrementAndGet());
        start(id, method, params);
        return id;
    }

    void start(JsonValue id, String method, String params) throws IOException {
        send(JsonCodec.object().add("jsonrpc", "2.0").add("id", id).add("method", method).add("params", withMeta(json(params))).build());
    }

    void notify(String method, String params) throws IOException {
        send(JsonCodec.object().add("jsonrpc", "2.0").add("method", method).add("params", json(params)).build());
    }

    /** Answers a request of the server. */
    void respond(JsonObject request, String result) throws IOException {
        send(JsonCodec.object().add("jsonrpc", "2.0").add("id", request.get("id")).add("result", json(result)).build());
    }

    JsonObject result(String method, String params) throws IOException, InterruptedException {
        return result(start(method, params));
    }

    JsonObject result(JsonValue id) throws InterruptedException {
        JsonObject answer = mail.answer(id);
        assertThat(answer.toString(), answer.containsKey("result"), is(true));
        return answer.getJsonObject("result");
    }

    JsonObject error(String method, String params) throws IOException, InterruptedException {
        JsonObject answer = mail.answer(start(method, params));
        assertThat(answer.toString(), answer.containsKey("error"), is(true));
        return answer.getJsonObject("error");
    }

    JsonNumber startCall(String tool, String arguments) throws IOException {
        return start("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
    }

    /** What a tool says. */
    String call(String tool, String arguments) throws IOException, InterruptedException {
        return said(result(startCall(tool, arguments)));
    }

    static String said(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }

    void cancel(JsonValue id) throws IOException {
        client.cancel(era, id);
    }

    static JsonObject json(String text) {
        try {
            return new JsonInput(100).read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).asJsonObject();
        } catch (MalformedJsonException e) {
            throw new AssertionError(e.getMessage() + " It was: " + text, e);
        }
    }

    private void send(JsonObject message) throws IOException {
        client.send(JsonCodec.bytes(message));
    }

    private JsonObject withMeta(JsonObject params) {
        JsonObject given = JsonCodec.object(params, "_meta").orElse(JsonValue.EMPTY_JSON_OBJECT);
        var all = JsonCodec.object(meta);
        given.forEach(all::add);
        JsonObject built = all.build();
        return built.isEmpty() ? params : JsonCodec.object(params).add("_meta", built).build();
    }
}
