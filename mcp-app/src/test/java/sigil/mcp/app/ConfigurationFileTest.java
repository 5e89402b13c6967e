package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ConfigurationFileTest {
    @TempDir
    private Path directory;
    private Loaded loaded;

    @BeforeEach
    void prepare() {
        loaded = new Loaded(directory);
    }

    @Test
    void yamlHasTheSameKeysAsJson() {
        Configuration json = loaded.json("""
                {"server": {"port": 9000, "allowed_hosts": ["a.example", "b.example"]},
                 "auth": {"required": true},
                 "repositories": {"short": "/srv/short", "long": {"path": "/srv/long", "description": "Long", "exclude": ["/vendor/"]}}}
                """);
        Configuration yaml = loaded.with(loaded.file("config.yaml", """
                server:
                  port: 9000
                  allowed_hosts:
                    - a.example
                    - b.example
                auth:
                  required: true
                repositories:
                  short: /srv/short
                  long:
                    path: /srv/long
                    description: Long
                    exclude: ["/vendor/"]
                """), Map.of());
        assertThat(yaml.toJson(), is(json.toJson()));
        assertThat(json.repositories().get("long").exclude(), contains("/vendor/"));
    }

    @Test
    void aDotInTheNameOfARepositoryIsPartOfTheName() {
        assertThat(loaded.json("""
                {"repositories": {"dotted.name": "/srv/a"}}""").repositories().get("dotted.name").path(), is(Path.of("/srv/a")));
    }

    @Test
    void keysThatBeginWithTwoSlashesAreComments() {
        Configuration configuration = loaded.json("""
                {"//": "a comment",
                 "//server": {"port": 1},
                 "server": {"//port": 2, "//": ["of", {"any": "shape"}], "port": 9000},
                 "repositories": {"//": "comment", "//off": "/srv/off", "on": {"//": "comment", "path": "/srv/on"}}}
                """);
        assertThat(configuration.number(Setting.PORT), is(9000));
        assertThat(configuration.repositories().keySet(), contains("on"));
    }

    @Test
    void anUnknownKeyIsAProblemThatNamesTheNearest() {
        assertThat(loaded.problems("""
                {"server": {"prot": 9000}}"""), contains("config.json: unknown key server.prot, did you mean server.port?"));
    }

    @Test
    void anUnknownKeyThatIsNearNothingSaysWhereTheKeysAreListed() {
        assertThat(loaded.problems("""
                {"telemetry": {"endpoint": "https://example.com"}}"""),
                contains("config.json: unknown key telemetry.endpoint. `sigil-mcp config show` lists the keys."));
    }

    @Test
    void anUnknownKeyOfARepositoryIsAProblem() {
        assertThat(loaded.problems("""
                {"repositories": {"a": {"path": "/srv/a", "excludes": []}}}"""),
                contains("config.json: unknown key repositories.a.excludes; a repository has path, description and exclude."));
    }

    @Test
    void aRepositoryWithoutAPathIsAProblem() {
        assertThat(loaded.problems("""
                {"repositories": {"a": {"description": "Nowhere"}}}"""),
                contains("config.json: repositories.a.path is missing: say where the repository lies."));
    }

    @Test
    void repositoriesAreATableAndNotAList() {
        assertThat(loaded.problems("""
                {"repositories": ["/srv/a"]}"""),
                contains("config.json: repositories must be an object: { \"name\": \"/path\" }."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"http\"", "true", "8000.5", "70000", "-1", "null", "\"\""})
    void aNumberOutOfItsRangeOrOfAnotherTypeIsAProblem(String value) {
        assertThat(loaded.problems("{\"server\": {\"port\": " + value + "}}"), contains(
                "config.json: server.port must be a whole number from 0 to 65535 (0 takes any free port), not "
                        + value.replace("\"", "") + "."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "1", "\"TRUE\""})
    void aTruthIsTrueOrFalse(String value) {
        assertThat(loaded.problems("{\"auth\": {\"required\": " + value + "}}"), contains(
                "config.json: auth.required must be true or false, not " + value.replace("\"", "") + "."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mcp.example.com", "https://mcp.example.com/mcp", "https://user@mcp.example.com", "mcp.example.com",
        "https://mcp.example.com?x=1", "https://mcp.example.com#x", "https://mcp.example.com:0", "https://mcp.example.com:65536"})
    void aPublicUrlIsAnHttpsOriginAndNothingMore(String url) {
        assertThat(loaded.problems("{\"server\": {\"public_url\": \"" + url + "\"}}"), contains(
                "config.json: server.public_url must be an https origin without a path, such as https://mcp.example.com, not " + url + "."));
    }

    @Test
    void aWordThatIsNoneOfAChoiceIsAProblemThatListsThem() {
        assertThat(loaded.problems("""
                {"log": {"level": "loud"}}"""),
                contains("config.json: log.level must be one of error, warn, info, debug, trace, not loud."));
    }

    @Test
    void aValueWhereAListIsExpectedIsAProblem() {
        assertThat(loaded.problems("""
                {"server": {"allowed_hosts": "mcp.example.com"}}"""),
                contains("config.json: server.allowed_hosts must be a list of texts."));
    }

    @Test
    void aListWithSomethingElseThanTextsIsAProblem() {
        assertThat(loaded.problems("""
                {"server": {"allowed_hosts": [{"name": "mcp.example.com"}]}}"""),
                contains("config.json: server.allowed_hosts must be a list of texts."));
        assertThat(loaded.problems("""
                {"server": {"allowed_hosts": [""]}}"""),
                contains("config.json: server.allowed_hosts must not contain an empty entry."));
    }

    @Test
    void aListWhereAValueIsExpectedIsAProblem() {
        assertThat(loaded.problems("""
                {"server": {"port": [8000]}}"""), contains("config.json: server.port must be a single value."));
    }

    @Test
    void anEmptyListIsAList() {
        assertThat(loaded.json("""
                {"server": {"allowed_origins": []}}""").texts(Setting.ALLOWED_ORIGINS), is(List.of()));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(loaded.problems("""
                {"server": {"port": "http", "hots": "127.0.0.1"}, "log": {"level": "loud"}, "repositories": {"a b": "/srv/a"}}""",
                Map.of("SIGIL_MCP_AUTH_REQUIRED", "maybe"), "--set", "limits.max_streems=1"),
                containsInAnyOrder(containsString("server.port"), containsString("server.hots"), containsString("log.level"),
                        containsString("repositories.a b"), containsString("auth.required"), containsString("limits.max_streems")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"server\": {\"port\": 8000,}}", "{", "", "[]", "8000"})
    void aFileThatIsNotAJsonObjectIsAProblem(String text) {
        assertThat(loaded.problems(text), contains(containsString("config.json: it cannot be parsed. ")));
    }

    @Test
    void aSlipInJsonIsToldWithItsLine() {
        assertThat(loaded.problems("{\n  \"server\": {\n    \"port\": 8000,\n  }\n}"), contains(containsString("line 4")));
    }

    @Test
    void aRelativePathCountsFromTheDirectoryOfTheFile() {
        Configuration configuration = loaded.with(loaded.file("nested/config.json", """
                {"repositories": {"a": "../code/a", "b": {"path": "./b/../c"}}}"""), Map.of());
        assertThat(configuration.repositories().get("a").path(), is(directory.resolve("code/a")));
        assertThat(configuration.repositories().get("b").path(), is(directory.resolve("nested/c")));
    }

    @Test
    void aTildeStandsForTheHomeDirectory() {
        Path home = Path.of(System.getProperty("user.home"));
        Configuration configuration = loaded.json("""
                {"repositories": {"a": "~/src/a", "b": "~"}}""", "--repo", "c=~/src/c");
        assertThat(configuration.repositories().get("a").path(), is(home.resolve("src/a")));
        assertThat(configuration.repositories().get("b").path(), is(home));
        assertThat(configuration.repositories().get("c").path(), is(home.resolve("src/c")));
    }

    @Test
    void textInTheFileIsTakenAsItIsAndNothingIsResolvedInIt() {
        assertThat(loaded.json("""
                {"repositories": {"a": {"path": "/srv/a", "description": "costs ${HOME} and $1"}}}""")
                .repositories().get("a").description(), is("costs ${HOME} and $1"));
    }

    @Test
    void theExampleConfigurationOfTheProjectIsGoodOnceItsPlaceholderIsReplaced() throws IOException {
        String example = Files.readString(Path.of("../config/config.json"));
        String placeholder = "/home/username/src/my-project";
        assertThat(example, containsString("\"" + placeholder + "\""));
        Configuration configuration = loaded.json(example.replace(placeholder, directory.toString()));
        assertThat(configuration.repositories().keySet(), contains("my-project"));
        assertThat(Features.open(configuration).contributions().size(), is(1));
    }

    @Test
    void whatTheExampleSwitchesOffWouldBeGoodToo() throws IOException {
        String example = Files.readString(Path.of("../config/config.json"));
        Configuration configuration = loaded.json(example
                .replace("\"//public_url\"", "\"public_url\"")
                .replace("\"//another-project\"", "\"another-project\"")
                .replace("\"//directory\"", "\"directory\""));
        assertThat(configuration.publicUrl().orElseThrow().getHost(), is("mcp.yourdomain.com"));
        assertThat(configuration.repositories().keySet(), containsInAnyOrder("my-project", "another-project"));
        assertThat(configuration.stateDirectory(), is(Path.of("/var/lib/sigil-mcp")));
    }

    @Test
    void aLimitInTheExampleIsTheDefault() throws IOException {
        Configuration example = loaded.json(Files.readString(Path.of("../config/config.json")));
        Configuration defaults = loaded.json("{}");
        assertThat(example.httpSettings().limits(), is(defaults.httpSettings().limits()));
        assertThat(example.number(Setting.MAX_FILE), is(defaults.number(Setting.MAX_FILE)));
    }

    @Test
    void aFileThatCannotBeReadIsAProblemAndNotAFault() {
        assertThrows(ConfigurationException.class, () -> loaded.with(directory.resolve("missing.json"), Map.of()));
    }
}
