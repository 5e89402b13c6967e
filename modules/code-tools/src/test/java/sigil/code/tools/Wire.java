package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sigil.mcp.core.Classifier;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.MessageHeaders;
import sigil.mcp.core.Peer;
import sigil.mcp.core.Reply;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;

/**
 * A client of a revision, that sends messages to a server and gets what goes back.
 *
 * @param server  the server
 * @param version the revision it speaks
 */
record Wire(McpServer server, String version) {
    static final String LEGACY = "2025-11-25";
    static final String MODERN = "2026-07-28";
    static final List<String> BOTH_ERAS = List.of(LEGACY, MODERN);

    static Wire to(ToolDesk desk, String version) {
        return new Wire(desk.server(), version);
    }

    /** Opens a session, which every other message here does without. */
    JsonObject initialize() {
        return result("initialize", JsonCodec.object()
                .add("protocolVersion", version)
                .add("capabilities", JsonValue.EMPTY_JSON_OBJECT)
                .add("clientInfo", JsonCodec.object().add("name", "test").add("version", "1")));
    }

    JsonObject result(String method, JsonObjectBuilder params) {
        JsonObject built = params.build();
        Reply reply = send(method, built);
        assertThat(method + " " + built + " " + reply.message(), reply, instanceOf(Reply.Result.class));
        return ((Reply.Result) reply).result();
    }

    /** The error, with its code, message and data. */
    JsonObject error(String method, JsonObjectBuilder params) {
        JsonObject built = params.build();
        Reply reply = send(method, built);
        assertThat(method + " " + built + " " + reply.message(), reply, instanceOf(Reply.Failure.class));
        return reply.message().orElseThrow().asJsonObject().getJsonObject("error");
    }

    Reply send(String method, JsonObject params) {
        return send(method, params, new RecordingOutlet());
    }

    Reply send(String method, JsonObject params, RecordingOutlet outlet) {
        JsonObjectBuilder meta = JsonCodec.object(JsonCodec.object(params, "_meta").orElse(JsonValue.EMPTY_JSON_OBJECT));
        MessageHeaders headers = MessageHeaders.NONE;
        if (version.equals(MODERN)) {
            meta.add("io.modelcontextprotocol/protocolVersion", MODERN)
                    .add("io.modelcontextprotocol/clientCapabilities", JsonValue.EMPTY_JSON_OBJECT);
        } else {
            headers = new MessageHeaders(false, Optional.of(version), Optional.empty(), Optional.empty(), header -> List.of());
        }
        JsonObject message = JsonCodec.object()
                .add("jsonrpc", "2.0")
                .add("id", 1)
                .add("method", method)
                .add("params", JsonCodec.object(params).add("_meta", meta))
                .build();
        try {
            return server.answer(Classifier.classify(message, headers), new Peer(ToolDesk.READER, outlet));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is proposed for a variable of the template. */
    List<String> proposals(String argument, String typed, String... before) {
        return Wire.values(complete(JsonCodec.object().add("type", "ref/resource").add("uri", "repo://{repository}/{+path}"), argument, typed,
                before));
    }

    JsonObject complete(JsonObjectBuilder ref, String argument, String typed, String... before) {
        return result("completion/complete", JsonCodec.object()
                .add("ref", ref)
                .add("argument", JsonCodec.object().add("name", argument).add("value", typed))
                .add("context", JsonCodec.object().add("arguments", ToolDesk.arguments((Object[]) before)))).getJsonObject("completion");
    }

    static List<String> values(JsonObject completion) {
        return completion.getJsonArray("values").getValuesAs(JsonString::getString);
    }

    /** The one part of a resource. */
    JsonObject read(String uri) {
        List<JsonObject> parts = result("resources/read", JsonCodec.object().add("uri", uri)).getJsonArray("contents")
                .getValuesAs(JsonObject.class);
        assertThat(parts, hasSize(1));
        return parts.getFirst();
    }

    /** Every entry of a list, page by page. */
    List<JsonObject> list(String method, String list) {
        List<JsonObject> entries = new ArrayList<>();
        JsonObject page = result(method, JsonCodec.object());
        entries.addAll(page.getJsonArray(list).getValuesAs(JsonObject.class));
        while (page.containsKey("nextCursor")) {
            page = result(method, JsonCodec.object().add("cursor", page.getString("nextCursor")));
            entries.addAll(page.getJsonArray(list).getValuesAs(JsonObject.class));
        }
        return entries;
    }
}
