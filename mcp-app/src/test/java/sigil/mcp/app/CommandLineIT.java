package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the image: what they print, and exit codes that mean something. */
class CommandLineIT {
    @TempDir
    private Path home;
    private Image image;
    private Path sample;

    @BeforeEach
    void prepare() {
        image = Image.in(home);
        sample = home.resolve("sample");
        Image.write(sample.resolve("src/Greeting.java"), "class Greeting {}\n");
    }

    @Test
    void aPortThatIsTakenEndsTheStartWithTheCure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Image.Finished finished = image.run("serve", "--no-auth", "--repo", sample.toString(), "--port", String.valueOf(taken.getLocalPort()));
            assertThat(finished.exitCode(), is(1));
            assertThat(finished.err(), containsString("Cannot listen on 127.0.0.1:" + taken.getLocalPort()
                    + ". Is another program using the port? Choose another with --port or server.port."));
        }
    }

    @Test
    void aConfigurationThatCannotBeUsedIsNamedWithEveryFaultAndTheNearestRightName() {
        Path file = Image.write(home.resolve("broken.json"),
                "{\"server\": {\"prot\": 1, \"port\": \"many\"}, \"repositories\": {\"sample\": \"" + sample + "\"}}");
        for (List<String> command : List.of(List.of("serve"), List.of("config", "check"))) {
            Image.Finished finished = image.run(Stream.concat(command.stream(), Stream.of("--config", file.toString())).toArray(String[]::new));
            assertThat(finished.exitCode(), is(3));
            assertThat(finished.err(), allOf(containsString("server.prot, did you mean server.port?"),
                    containsString("server.port must be a whole number from 0 to 65535")));
        }
    }

    @Test
    void aConfigurationThatIsGoodIsSaidToBe() {
        assertThat(image.run("config", "check", "--repo", sample.toString(), "--set", "symbols.ctags=off"),
                is(new Image.Finished(0, "The configuration is good: 13 tools.\nSymbols: built in.\n", "")));
    }

    @Test
    void versionPrintsJson() {
        JsonObject version = json(image.run("version", "--json")).asJsonObject();
        assertThat(version.getString("version").isBlank(), is(false));
        assertThat(version.getJsonArray("protocolVersions").getValuesAs(JsonString::getString), hasItems("2025-11-25", "2026-07-28"));
    }

    @Test
    void configShowPrintsJsonInTheShapeOfTheFile() {
        Image.Finished shown = image.run(Map.of("SIGIL_MCP_SERVER_PORT", "9000"), "config", "show", "--json", "--repo", "sample=" + sample);
        JsonObject configuration = json(shown).asJsonObject();
        assertThat(configuration.getJsonObject("server").getInt("port"), is(9000));
        assertThat(configuration.getJsonObject("repositories").getJsonObject("sample").getString("path"), is(sample.toString()));
        Path file = Image.write(home.resolve("again.json"), shown.out());
        assertThat(image.run("config", "show", "--json", "--config", file.toString()), is(shown));
    }

    @Test
    void tokensAreListedAsJsonWithoutTheirText() {
        String token = image.createToken("phone");
        image.createToken("tablet");
        image.revokeToken("tablet");
        Image.Finished listed = image.run("token", "list", "--json");
        List<JsonObject> tokens = json(listed).asJsonArray().getValuesAs(JsonObject.class);
        assertThat(tokens.stream().map(entry -> entry.getString("name") + " " + entry.getBoolean("live")).toList(),
                contains("phone true", "tablet false"));
        assertThat(listed.out(), not(containsString(token)));
    }

    @Test
    void aTokenIsAloneOnStandardOutputSoThatAScriptCanTakeIt() {
        Image.Finished created = image.run("token", "create", "--name", "script", "--expires", "30d");
        assertThat(created.out(), matchesPattern("sigil_[A-Za-z0-9_-]{43}\n"));
        assertThat(created.err(), containsString("It is shown only this once"));
        JsonObject json = json(image.run("token", "create", "--name", "other", "--json")).asJsonObject();
        assertThat(json.getString("token"), matchesPattern("sigil_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void aToolIsCalledWithoutAServer() {
        Image.Finished read = image.run("call", "read_repo_file", "repo=sample", "path=src/Greeting.java", "--json", "--repo", sample.toString());
        assertThat(json(read).asJsonObject().getString("text"), is("class Greeting {}"));
        Image.Finished found = image.run("call", "search_code", "query=greeting", "--repo", sample.toString());
        assertThat(found.exitCode(), is(0));
        assertThat(found.out(), containsString("sample: src/Greeting.java\n1: class Greeting {}"));
    }

    @Test
    void exitCodesTellWhatWentWrong() {
        String[] repository = {"--repo", sample.toString()};
        assertThat("a tool that fails", exitCode("call", repository, "read_repo_file", "repo=sample", "path=nothing"), is(1));
        assertThat("a wrong option", image.run("serve", "--prot", "1").exitCode(), is(2));
        assertThat("no command", image.run("token").exitCode(), is(2));
        assertThat("an unknown key", image.run("config", "check", "--set", "server.prot=1").exitCode(), is(3));
        assertThat("a repository that is missing", image.run("config", "check", "--repo", home.resolve("nothing").toString()).exitCode(), is(3));
        assertThat("an unknown tool", exitCode("call", repository, "raed_repo_file"), is(4));
        assertThat("an unknown token", image.run("token", "revoke", "nobody").exitCode(), is(4));
        assertThat("help", image.run("serve", "--help").exitCode(), is(0));
    }

    /** A copy of the image, started by a link to its launcher, where there is neither a JDK nor more of a system than a shell needs. */
    @Test
    void theImageRunsFromAnyPlaceWithoutAJdk() throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String tool : List.of("readlink", "dirname")) {
            Files.copy(Path.of("/usr/bin", tool), bin.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path copy = Files.createDirectories(home.resolve("some where")).resolve("sigil mcp 0.1");
        Image.system(home, "cp", "-a", Image.directory().toString(), copy.toString());
        Files.createSymbolicLink(bin.resolve("mcp"), Path.of("..", "some where", "sigil mcp 0.1", "bin", "sigil-mcp"));
        Image elsewhere = new Image(Files.createSymbolicLink(bin.resolve("sigil-mcp"), Path.of("mcp")), home);
        // "on" instead of "auto": without its cache it would not start at all
        Map<String, String> environment = Map.of("PATH", bin.toString(), "SIGIL_MCP_JAVA_OPTS", "-XX:AOTMode=on");
        try (RunningImage server = RunningImage.start(elsewhere, environment, "--no-auth", "--repo", sample.toString())) {
            assertThat(RawHttp.once(server.port(), "POST", "/mcp", List.of(), Rpc.PING).status(), is(200));
        }
    }

    private int exitCode(String command, String[] options, String... arguments) {
        return image.run(Stream.of(Stream.of(command), Stream.of(options), Stream.of(arguments)).flatMap(part -> part).toArray(String[]::new))
                .exitCode();
    }

    private static JsonValue json(Image.Finished finished) {
        assertThat(finished.err(), finished.exitCode(), is(0));
        assertThat(finished.err(), is(emptyString()));
        return Rpc.parse(finished.out());
    }
}
