package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

/** The state of a server as people read it. */
class StatusReportTest {
    private static final Instant NOW = Instant.parse("2026-11-27T07:10:00Z");
    private static final String TOLD = """
            {"version": "%s", "since": "2026-11-26T04:02:11Z", "up_seconds": 97680, "metrics": {"enabled": true, "url": "http://127.0.0.1:9464/metrics"},
             "requests": {"minutes": 15, "all": 128, "tool_calls": 96, "refused": 3, "failed": %d}, "sessions": 1, "grants": 2,
             "streams": {"open": 2, "silence_seconds": 4.2, "longest_silence_seconds": 15.1},
             "tunnel": {"last_request": "2026-11-27T07:09:56Z", "data_centre": "FRA"}, "errors": [%s], "index_bytes": 12,
             "repositories": [
               {"repo": "app", "phase": "current", "indexed": 7097, "pending": 0, "pending_seconds": 0},
               {"repo": "a-repository-with-quite-a-long-name", "phase": "comparing", "indexed": 10, "looked_at_files": 7, "pending": 2, "pending_seconds": 0.3},
               {"repo": "old", "phase": "failed", "indexed": 0, "pending": 0, "pending_seconds": 0, "problem": "No space left on device"},
               {"repo": "away", "phase": "current", "indexed": 1, "pending": 0, "pending_seconds": 0, "watch": {"missing": true}}]}""";
    private static final String ERROR = """
            {"at": "2026-11-27T07:09:41Z", "id": "4c2a77b0e19d6f38", "route": "/mcp", "status": 200, "tool": "search_code",
             "cause": "took longer than limits.call_timeout_seconds and was stopped"}""";

    @TempDir
    private Path directory;

    private Configuration configuration() {
        return Loaded.load(Map.of(), "--repo", directory.toString(), "--set", "state.directory=" + directory.resolve("state"), "--set",
                "server.public_url=https://mcp.example.com");
    }

    private static JsonObject json(String text) {
        try {
            return new JsonInput(16).read(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> lines(String told, boolean colours) {
        JsonObject object = json(told);
        ServerState server = new ServerState("http://127.0.0.1:8000", true, Optional.of(object), List.of());
        List<JsonObject> repositories = object.getJsonArray("repositories").getValuesAs(JsonObject.class);
        return new StatusReport(configuration(), server, repositories, StatusAdvice.of(server, repositories, NOW), NOW).lines(colours);
    }

    private List<String> well(boolean colours) {
        return lines(TOLD.formatted(Version.current(), 1, ERROR), colours);
    }

    @Test
    void whatMattersIsToldInAFewLines() {
        List<String> lines = well(false);
        assertThat(lines.getFirst(), is("Sigil MCP " + Version.current() + " runs, for 1 d 3 h, since 2026-11-26 04:02Z"));
        assertThat(lines, hasItem("  Address       http://127.0.0.1:8000"));
        assertThat(lines, hasItem("  Public URL    https://mcp.example.com"));
        assertThat(lines, hasItem("  Tunnel        last request 4 s ago, by Cloudflare FRA"));
        assertThat(lines, hasItem("  Metrics       http://127.0.0.1:9464/metrics"));
        assertThat(lines, hasItem("  Requests      128, 96 tool calls"));
        assertThat(lines, hasItem("  Failed        1"));
        assertThat(lines, hasItem("  Streams       2 open; longest silence 15 s, now 4.2 s"));
        assertThat(lines, hasItem("  07:09:41Z     200 /mcp search_code, request 4c2a77b0e19d6f38"));
        assertThat(lines, hasItem("                took longer than limits.call_timeout_seconds and was stopped"));
        assertThat(lines, hasItem("  app           up to date, 7097 files"));
        assertThat(lines, hasItem("  old           cannot be written; searches read the files"));
    }

    @Test
    void forWhateverIsWrongThereIsANextStep() {
        String text = String.join("\n", well(false));
        assertThat(text, containsString("! Requests failed in the last 15 minutes."));
        assertThat(text, containsString("! The index of old cannot be written: No space left on device"));
        assertThat(text, containsString("! The directory of away is not there."));
        assertThat(text, not(containsString("Cloudflare for more than a day")));
        assertThat(String.join("\n", lines(TOLD.formatted(Version.current(), 0, "").replace("2026-11-27T07:09:56Z", "2026-11-26T07:09:56Z"), false)),
                containsString("! Nothing has come through Cloudflare for more than a day."));
        assertThat(String.join("\n", lines(TOLD.formatted("0.0.1", 0, ""), false)), containsString("! The server runs version 0.0.1"));
    }

    @Test
    void whereAllIsWellNothingIsSaidOfNextSteps() {
        String text = String.join("\n", lines(TOLD.formatted(Version.current(), 0, "").replaceAll("(?s),\\s*\\{\"repo\": \"old\".*?\\]\\}$", "]}"), false));
        assertThat(text, not(containsString("Next")));
        assertThat(text, not(containsString("Last errors")));
    }

    @Test
    void noLineIsLongerThanTheTerminalIsWide() {
        assertThat(well(false).stream().map(String::length).toList(), everyItem(is(lessThanOrEqualTo(80))));
    }

    @Test
    void coloursAddNothingButColour() {
        assertThat(well(true).stream().anyMatch(line -> line.contains("\u001b[")), is(true));
        assertThat(well(true).stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList(), is(well(false)));
    }

    @Test
    void whatARepositoryIsCalledCannotCommandTheTerminal() {
        List<String> lines = lines(TOLD.formatted(Version.current(), 1, ERROR).replace("\"app\"", "\"a\\u001b[2Jp\""), false);
        assertThat(lines.stream().noneMatch(line -> line.contains("\u001b")), is(true));
    }
}
