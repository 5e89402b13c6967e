package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The OpenAPI document as it is published. Copies lie in {@code src/test/openapi}, so that whoever changes a tool sees what a GPT would see of
 * it; {@code -Dopenapi.rewrite=true} writes them anew.
 */
class OpenApiGoldenTest {
    private static final Path COPIES = Path.of("src/test/openapi");
    /** Of the owner's own document by hand, which a configuration with nothing but a public URL must yield. */
    private static final String BARE = "\"server\": {\"port\": 0, \"public_url\": \"https://mcp.yourdomain.com\"}";
    private static final String FULL = "\"server\": {\"port\": 0, \"public_url\": \"https://Code.Example.com:443/\", \"allowed_hosts\": [\"*\"]},"
            + " \"actions\": {\"tools\": [\"search_code\", \"read_repo_file\", \"search_repo\", \"list_repos\"]},"
            + " \"secrets\": {\"deny\": [\"canary-*\"]}";

    @TempDir
    private Path directory;
    private Loaded loaded;

    @BeforeEach
    void write() {
        loaded = new Loaded(directory);
        loaded.file("project/README.md", "Hello\n");
    }

    private Configuration configuration(String sections) {
        return loaded.json("{" + sections + ", \"repositories\": {\"canary-repository\": {\"path\": \"" + directory.resolve("project")
                + "\", \"description\": \"canary-description\"}}, \"state\": {\"directory\": \"" + directory.resolve("state") + "\"}}");
    }

    private RawHttp.Response published(String sections, String path) {
        try (Origin origin = Origin.start(configuration(sections))) {
            RawHttp.Response response = RawHttp.once(origin.port(), "GET", path, List.of(), "");
            assertThat(response.toString(), response.status(), is(200));
            return response;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare", "full"})
    void theDocumentIsThatOfItsCopy(String name) throws IOException {
        String yaml = published(name.equals("bare") ? BARE : FULL, "/openapi.yaml").body();
        Path copy = COPIES.resolve(name + ".yaml");
        if (Boolean.getBoolean("openapi.rewrite")) {
            Files.createDirectories(COPIES);
            Files.writeString(copy, yaml);
        }
        assertThat(yaml, is(Files.readString(copy)));
    }

    @Test
    void aBareConfigurationYieldsTheDocumentThatOwnersWroteByHand() {
        JsonObject document = Rpc.parse(published(BARE, "/openapi.json").body()).asJsonObject();
        assertThat(document.getString("openapi"), is("3.1.0"));
        assertThat(document.getJsonObject("info").getString("title"), is("Sigil MCP Server"));
        assertThat(document.getJsonObject("info").getString("version"), is("1.0.1"));
        assertThat(document.getJsonArray("servers").getJsonObject(0).getString("url"), is("https://mcp.yourdomain.com"));
    }

    @Test
    void nothingOfWhatIsServedStandsInIt() {
        assertThat(published(FULL, "/openapi.json").body(), not(containsString("canary")));
    }

    @Test
    void noDescriptionHadToBeCut() {
        assertThat(published(BARE, "/openapi.json").body(), not(containsString("…")));
    }

    @Test
    void aToolThatDoesNotExistStopsTheStart() {
        ConfigurationException refused = assertThrows(ConfigurationException.class,
                () -> Origin.start(configuration("\"server\": {\"port\": 0}, \"actions\": {\"tools\": [\"serach\"]}")));
        assertThat(refused.problems().toString(), containsString("actions.tools: there is no tool \"serach\", did you mean search? There are: list_repos, "));
    }
}
