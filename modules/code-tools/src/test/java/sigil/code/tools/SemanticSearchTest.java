package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

class SemanticSearchTest {
    @TempDir
    private Path root;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        new Sources(root.resolve("app"))
                .file("src/RetryPolicy.java", "class RetryPolicy {\n    long nextDelayMillis(int attempt) {\n        return base << attempt;\n    }\n}\n")
                .file("src/Login.java", "class Login {\n    boolean verify(String password) {\n        return known.equals(password);\n    }\n}\n")
                .file("notes.md", "The delay is longer after each attempt.\n");
        desk = ToolDesk.of(configuration());
    }

    private JsonObjectBuilder configuration() {
        return JsonCodec.object().add("repositories", JsonCodec.object().add("app", ToolDesk.entry(root.resolve("app"))));
    }

    private static List<String> paths(JsonObject answer) {
        return answer.getJsonArray("results").getValuesAs(JsonObject.class).stream().map(result -> result.getString("path")).toList();
    }

    @Test
    void aPlaceIsShownWithWhatItDefinesAndItsFirstLines() {
        assertThat(desk.read("semantic_search", "query", "how long to wait before the next attempt", "code_only", true, "k", 1), is("""
                1 place for "how long to wait before the next attempt" · by words, read in 2 files
                app: src/RetryPolicy.java:2-4 method RetryPolicy.nextDelayMillis
                2\t    long nextDelayMillis(int attempt) {
                3\t        return base << attempt;
                4\t    }"""));
    }

    @Test
    void whatProgramsReadSaysTheSame() {
        JsonObject answer = desk.ask("semantic_search", "query", "verifying a password", "k", 1);
        assertThat(answer, is((JsonValue) JsonCodec.object()
                .add("results", JsonCodec.array().add(JsonCodec.object()
                        .add("repo", "app").add("path", "src/Login.java").add("start_line", 2).add("end_line", 4)
                        .add("kind", "method").add("name", "Login.verify")
                        .add("text", "    boolean verify(String password) {\n        return known.equals(password);\n    }")))
                .add("method", "reading").add("files_known", 3).add("files_there", 3).add("ending", "complete").build()));
    }

    @Test
    void argumentsOfTheServerBeforeThisOneAreTakenAndDoNothing() {
        assertThat(desk.ask("semantic_search", "query", "password", "model", "default", "prefer_code", true),
                is(desk.ask("semantic_search", "query", "password")));
        assertThat(desk.read("build_vector_index", "repo", "app", "force_rebuild", true, "model", "default"),
                startsWith("There is nothing to build for app: semantic_search works by words"));
    }

    @Test
    void whereNothingFitsThatIsNoError() {
        assertThat(desk.read("semantic_search", "query", "xylophone"), containsString("0 places for \"xylophone\""));
        assertThat(desk.refusal("semantic_search", "query", "what is it?"), startsWith("query: no word of it tells anything"));
        assertThat(desk.refusal("semantic_search", "query", "password", "repo", "none"), startsWith("There is no repository \"none\""));
        assertThat(desk.refusal("semantic_search", "query", "password", "path", "{a"), startsWith("path: "));
    }

    @Test
    void anAnswerStaysWithinWhatClientsShow() {
        Sources sources = new Sources(root.resolve("app"));
        for (int i = 0; i < 60; i++) {
            sources.file("many/F" + i + ".java", "class F" + i + " {\n    void drain" + i + "() {\n" + ("        drain(\"" + "\u00e4".repeat(150) + "\");\n").repeat(20) + "    }\n}\n");
        }
        for (int k : new int[] {10, 50}) {
            String text = desk.read("semantic_search", "query", "drain", "k", k);
            assertThat(text.getBytes(StandardCharsets.UTF_8).length, lessThanOrEqualTo(9_500));
            assertThat(text.lines().count(), lessThanOrEqualTo(250L));
            assertThat(text.getBytes(StandardCharsets.UTF_8).length, greaterThan(3_000));
        }
    }

    @Test
    void charactersThatActAreMadeVisible() {
        new Sources(root.resolve("app")).file("evil.md", "marmalade \u001b[31m red \u202e turned\n");
        String text = desk.read("semantic_search", "query", "marmalade");
        assertThat(text, not(containsString("\u001b")));
        assertThat(text, not(containsString("\u202e")));
        assertThat(text, containsString("marmalade"));
    }

    @Test
    void aSearchForDocumentsIsFilledUpWithWhatIsAboutTheSame() {
        JsonObject answer = desk.ask("search", "query", "delays between attempts of a retry");
        List<String> ids = answer.getJsonArray("results").getValuesAs(JsonObject.class).stream().map(result -> result.getString("id")).toList();
        assertThat(ids, hasItem("app::src/RetryPolicy.java"));
        assertThat(ids.size(), lessThanOrEqualTo(10));
        assertThat(desk.ask("search", "query", "Login").getJsonArray("results").size(), is(1));
        assertThat(desk.ask("search", "query", "sym:LoginPassword").getJsonArray("results").size(), is(0));
    }

    @Test
    void withAnIndexTheAnswerComesFromIt() throws InterruptedException {
        ToolDesk indexed = ToolDesk.of(configuration()
                .add("state", JsonCodec.object().add("directory", root.resolve("state").toString()))
                .add("index", JsonCodec.object().add("enabled", true)));
        try (Contribution contribution = indexed.contribution()) {
            contribution.begin();
            JsonObject answer = indexed.ask("semantic_search", "query", "verifying a password");
            for (int i = 0; i < 600 && !(answer.getString("method").equals("index") && answer.getInt("files_known") == 3); i++) {
                Thread.sleep(50);
                answer = indexed.ask("semantic_search", "query", "verifying a password");
            }
            assertThat(answer.getString("method"), is("index"));
            assertThat(paths(answer).getFirst(), is("src/Login.java"));
            assertThat(indexed.read("semantic_search", "query", "verifying a password"), containsString("by words, from the index of 3 files\n"));
            assertThat(contribution.ready(), is(true));
            assertThat(answer.getInt("files_there"), lessThan(4));
        }
    }
}
