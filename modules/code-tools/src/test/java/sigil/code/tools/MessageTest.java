package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;
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
    void aLongSearchTellsItsProgressToAClientThatAsked() {
        RecordingOutlet outlet = new RecordingOutlet();
        ask(Wire.LEGACY, JsonCodec.object().add("progressToken", "p-1"), outlet);
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
    void nothingIsToldToAClientThatDidNotAsk() {
        RecordingOutlet outlet = new RecordingOutlet();
        ask(Wire.LEGACY, JsonCodec.object(), outlet);
        assertThat(outlet.sent(), is(List.of()));
    }

    @Test
    void bothErasGetTheSameAnswer() {
        JsonObject legacy = ask(Wire.LEGACY, JsonCodec.object(), new RecordingOutlet());
        JsonObject modern = ask(Wire.MODERN, JsonCodec.object(), new RecordingOutlet());
        assertThat(modern.getString("resultType"), is("complete"));
        assertThat(modern.getJsonObject("structuredContent").getInt("shown"), is(FILES));
        for (String member : List.of("content", "structuredContent", "isError")) {
            assertThat(member, modern.get(member).equals(legacy.get(member)), is(true));
        }
    }

    private JsonObject ask(String version, JsonObjectBuilder meta, RecordingOutlet outlet) {
        Reply reply = Wire.to(desk, version).send("tools/call", JsonCodec.object()
                .add("name", "search_code")
                .add("arguments", ToolDesk.arguments("query", "needle", "max_results", 500))
                .add("_meta", meta)
                .build(), outlet);
        return ((Reply.Result) reply).result();
    }
}
