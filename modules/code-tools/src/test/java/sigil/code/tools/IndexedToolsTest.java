package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

class IndexedToolsTest {
    @TempDir
    private Path root;

    private ToolDesk desk(JsonValue enabled) {
        new Sources(root.resolve("app")).file("A.java", "class Needle { }\n").file("B.java", "class Haystack { }\n");
        return ToolDesk.of(JsonCodec.object()
                .add("repositories", JsonCodec.object().add("app", ToolDesk.entry(root.resolve("app"))))
                .add("state", JsonCodec.object().add("directory", root.resolve("state").toString()))
                .add("watch", JsonCodec.object().add("enabled", JsonValue.FALSE))
                .add("index", JsonCodec.object().add("enabled", enabled)));
    }

    private static JsonObject index(ToolDesk desk) {
        return desk.ask("list_repos").getJsonArray("repositories").getJsonObject(0).getJsonObject("index");
    }

    @Test
    void searchesFindTheSameBeforeThereIsAnIndexAndAfterwards() throws InterruptedException {
        ToolDesk desk = desk(JsonValue.TRUE);
        try (Contribution contribution = desk.contribution()) {
            contribution.begin();
            assertThat(desk.read("search_code", "query", "needle"), containsString("A.java"));
            while (!index(desk).getString("phase").equals("compared")) {
                Thread.sleep(50);
            }
            assertThat(index(desk).getInt("files"), is(2));
            assertThat(desk.read("search_code", "query", "needle"), containsString("A.java"));
            assertThat(desk.ask("search_code", "query", "needle").getInt("files_searched"), is(2));
            new Sources(root.resolve("app")).file("C.java", "class NeedleToo { }\n");
            assertThat(desk.read("search_code", "query", "needle"), containsString("C.java"));
            assertThat(Files.isDirectory(root.resolve("state/index")), is(true));
            assertThat(contribution.ready(), is(true));
        }
    }

    @Test
    void nothingIsWrittenByACommandThatTakesLong() throws InterruptedException {
        ToolDesk desk = desk(JsonValue.TRUE);
        try (Contribution contribution = desk.contribution()) {
            Thread.sleep(1_500);
            assertThat(index(desk).getString("phase"), is("opening"));
            assertThat(contribution.facts().getInt("index_bytes"), is(0));
            contribution.begin();
            while (!index(desk).getString("phase").equals("compared")) {
                Thread.sleep(50);
            }
            assertThat(Files.isDirectory(root.resolve("state/index")), is(true));
        }
    }

    @Test
    void whatIsKnownIsToldWithoutCountingAnything() throws InterruptedException {
        ToolDesk desk = desk(JsonValue.TRUE);
        try (Contribution contribution = desk.contribution()) {
            contribution.begin();
            while (!index(desk).getString("phase").equals("compared")) {
                Thread.sleep(50);
            }
            JsonObject app = contribution.facts().getJsonArray("repositories").getJsonObject(0);
            assertThat(app.getString("repo"), is("app"));
            assertThat(app.getInt("indexed"), is(2));
            assertThat(app.getInt("pending"), is(0));
            assertThat(app.getJsonNumber("pending_seconds").doubleValue(), is(0.0));
            assertThat(contribution.facts().getInt("index_bytes"), greaterThan(0));
        }
    }

    @Test
    void nothingIsWrittenWhereNobodyWantsAnIndex() throws InterruptedException {
        ToolDesk desk = desk(JsonValue.FALSE);
        try (Contribution contribution = desk.contribution()) {
            contribution.begin();
            Thread.sleep(1_500);
            assertThat(desk.read("search_code", "query", "needle"), containsString("A.java"));
            assertThat(desk.ask("list_repos").getJsonArray("repositories").getJsonObject(0).containsKey("index"), is(false));
            assertThat(Files.exists(root.resolve("state")), is(false));
            assertThat(contribution.name(), is("repositories"));
        }
    }
}
