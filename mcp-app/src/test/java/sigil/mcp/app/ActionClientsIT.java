package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document as programs read it that know nothing of this server: one that judges it, and one that makes a client of it, which then calls. */
class ActionClientsIT {
    private static final String REDOCLY = "node_modules/@redocly/cli/bin/cli.js";
    private static final String GENERATOR = "node_modules/openapi-typescript/bin/cli.js";
    private static final String COMPILER = "node_modules/typescript/bin/tsc";

    @TempDir
    private static Path home;
    private static Image image;
    private static NodeClients clients;
    private static Optional<RunningImage> server = Optional.empty();

    @BeforeAll
    static void serve() {
        clients = NodeClients.install(home);
        image = Image.in(home);
        SampleRepositories.write(home);
        // the other one is large, and would be indexed first
        server = Optional.of(RunningImage.start(image, "--repo", "sample=" + home.resolve("sample")));
        for (String name : List.of("openapi.json", "openapi.yaml")) {
            clients.lay(name, document(name));
        }
    }

    @AfterAll
    static void stop() {
        server.ifPresent(RunningImage::close);
    }

    private static String document(String name) {
        return RawHttp.once(server.orElseThrow().port(), "GET", "/" + name, List.of(), "").body();
    }

    private static RunningClient.Ended succeeds(Map<String, String> environment, String script, String... arguments) {
        RunningClient.Ended ended = clients.program(environment, script, arguments);
        assertThat(script + ": " + ended.err() + ended.out(), ended.exitCode(), is(0));
        return ended;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.json", "openapi.yaml"})
    void anIndependentValidatorFindsNothingWrong(String document) {
        succeeds(Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), REDOCLY, "lint", document, "--config", "redocly.yaml",
                "--max-problems", "20");
    }

    @Test
    void aClientThatWasMadeOfTheDocumentCallsEveryOperation() {
        // a value with a default may be left out of a call
        succeeds(Map.of(), GENERATOR, "openapi.json", "--output", "openapi.d.ts", "--default-non-nullable", "false");
        succeeds(Map.of(), COMPILER, "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext",
                "--allowImportingTsExtensions", "actions.ts");
        String token = image.createToken("generated", "write");
        RunningClient.Ended ended = succeeds(Map.of("TOKEN", token), "actions.ts", server.orElseThrow().uri("").toString());
        JsonObject seen = Rpc.parse(ended.out()).asJsonObject();

        JsonObject answers = seen.getJsonObject("answers");
        JsonObject paths = Rpc.parse(document("openapi.json")).asJsonObject().getJsonObject("paths");
        assertThat(List.copyOf(answers.keySet()), is(paths.keySet().stream().map(path -> path.substring("/actions/".length())).toList()));
        answers.forEach((name, answer) -> assertThat(name + answer, answer.asJsonObject().getInt("status"), is(200)));
        assertThat(seen.getInt("found"), is(2));
        assertThat(seen.getString("line"), containsString("Hello"));
        assertThat(seen.getString("text"), containsString("class Greeting {"));

        JsonObject refusals = seen.getJsonObject("refusals");
        assertThat(refusals.getJsonObject("arguments").getInt("status"), is(400));
        assertThat(refusals.getJsonObject("token").getInt("status"), is(401));
        assertThat(seen.getString("next"), containsString("call again"));
    }
}
