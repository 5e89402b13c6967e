package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Classifier;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.MessageHeaders;
import sigil.mcp.core.Reply;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

/** The tools as a client calls them, by message. */
class MessageTest {
    private static final int FILES = 300;

    @TempDir
    private Path root;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        Sources sources = new Sources(root);
        for (int i = 0; i < FILES; i++) {
            sources.file("src/" + i + ".txt", "needle\n");
        }
        desk = ToolDesk.serving("project", root);
    }

    @Test
    void aLongSearchTellsItsProgressToAClientThatAsked() throws InterruptedException {
        RecordingOutlet outlet = new RecordingOutlet();
        ask(JsonCodec.object().add("progressToken", "p-1"), outlet);
        List<JsonObject> progress = outlet.sent().stream().map(sent -> sent.getJsonObject("params")).toList();
        assertThat(outlet.sent().stream().map(sent -> sent.getString("method")).toList(), everyItem(is("notifications/progress")));
        assertThat("the first at once, then at most ten a second", progress.size(), greaterThan(0));
        assertThat(progress.stream().map(params -> params.getString("progressToken")).toList(), everyItem(is("p-1")));
        assertThat(progress.stream().map(params -> params.getString("message")).toList(),
                everyItem(matchesPattern("[0-9]+ files? searched")));
        List<Double> values = progress.stream().map(params -> params.getJsonNumber("progress").doubleValue()).toList();
        assertThat(values, is(values.stream().sorted().distinct().toList()));
    }

    @Test
    void nothingIsToldToAClientThatDidNotAsk() throws InterruptedException {
        RecordingOutlet outlet = new RecordingOutlet();
        ask(JsonCodec.object(), outlet);
        assertThat(outlet.sent(), is(List.of()));
    }

    @Test
    void bothErasGetTheSameAnswer() throws InterruptedException {
        JsonObject legacy = ask(JsonCodec.object(), new RecordingOutlet());
        JsonObject modern = ask(JsonCodec.object()
                .add("io.modelcontextprotocol/protocolVersion", "2026-07-28")
                .add("io.modelcontextprotocol/clientCapabilities", JsonCodec.object()), new RecordingOutlet());
        assertThat(modern.getString("resultType"), is("complete"));
        for (String member : List.of("content", "structuredContent", "isError")) {
            assertThat(modern.get(member), is(legacy.get(member)));
        }
    }

    private JsonObject ask(JsonObjectBuilder meta, RecordingOutlet outlet) throws InterruptedException {
        JsonObject message = JsonCodec.object()
                .add("jsonrpc", "2.0")
                .add("id", 1)
                .add("method", "tools/call")
                .add("params", JsonCodec.object()
                        .add("name", "search_code")
                        .add("arguments", ToolDesk.arguments("query", "needle", "max_results", 500))
                        .add("_meta", meta))
                .build();
        Reply reply = desk.server().answer(Classifier.classify(message, MessageHeaders.NONE), ToolDesk.READER, outlet);
        return ((Reply.Result) reply).result();
    }
}
