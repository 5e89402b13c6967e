package sigil.mcp.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Defaults, file, environment, flags: each is laid over the one before. */
class ConfigurationLayersTest {
    static final List<Setting> SETTINGS = Setting.ALL;

    private static final String PORT_9000 = """
            {"server": {"port": 9000}}""";

    @TempDir
    private Path directory;
    private Loaded loaded;

    @BeforeEach
    void prepare() {
        loaded = new Loaded(directory);
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void aDefaultHoldsWhereNothingIsSaid(Setting setting) {
        Configuration configuration = loaded.json("{}");
        assertThat(configuration.texts(setting), is(setting.defaultValue()));
        assertThat(configuration.source(setting), is("default"));
    }

    @Test
    void theFileStandsAboveTheDefaults() {
        Configuration configuration = loaded.json(PORT_9000);
        assertThat(configuration.number(Setting.PORT), is(9000));
        assertThat(configuration.source(Setting.PORT), is(directory.resolve("config.json").toString()));
    }

    @Test
    void theEnvironmentStandsAboveTheFile() {
        Configuration configuration = loaded.json(PORT_9000, Map.of("SIGIL_MCP_SERVER_PORT", "9001"));
        assertThat(configuration.number(Setting.PORT), is(9001));
        assertThat(configuration.source(Setting.PORT), is("environment SIGIL_MCP_SERVER_PORT"));
    }

    @Test
    void aFlagStandsAboveTheEnvironment() {
        Configuration configuration = loaded.json(PORT_9000, Map.of("SIGIL_MCP_SERVER_PORT", "9001"), "--set", "server.port=9002");
        assertThat(configuration.number(Setting.PORT), is(9002));
        assertThat(configuration.source(Setting.PORT), is("--set"));
    }

    @Test
    void aListIsReplacedAndNotExtended() {
        String file = """
                {"server": {"allowed_hosts": ["one.example", "two.example"]}}""";
        assertThat(loaded.json(file, "--set", "server.allowed_hosts=three.example").texts(Setting.ALLOWED_HOSTS), contains("three.example"));
    }

    @Test
    void repositoriesOfAllLayersAreServedTogetherAndALaterOneReplacesAnEarlierOfItsName() {
        Configuration configuration = loaded.json("""
                {"repositories": {"a": "/file/a", "b": "/file/b"}}""",
                Map.of("SIGIL_MCP_REPOSITORIES_B", "/environment/b", "SIGIL_MCP_REPOSITORIES_C", "/environment/c"),
                "--repo", "c=/flag/c", "--repo", "/flag/d");
        assertThat(configuration.repositories().get("a").path(), is(Path.of("/file/a")));
        assertThat(configuration.repositories().get("b").path(), is(Path.of("/environment/b")));
        assertThat(configuration.repositories().get("c").path(), is(Path.of("/flag/c")));
        assertThat(configuration.repositories().get("d").path(), is(Path.of("/flag/d")));
        assertThat(configuration.repositories().get("d").source(), is("--repo"));
    }

    @Test
    void theFileAskedForStandsAboveTheOneOfTheEnvironment() {
        Path other = loaded.file("other.json", """
                {"server": {"port": 9100}}""");
        assertThat(loaded.json(PORT_9000, "--config", other.toString()).number(Setting.PORT), is(9100));
    }

    @Test
    void theFileOfTheEnvironmentStandsAboveTheUsualPlaces() {
        loaded.file("xdg/sigil-mcp/config.json", """
                {"server": {"port": 9200}}""");
        String home = directory.resolve("xdg").toString();
        assertThat(loaded.json(PORT_9000, Map.of("XDG_CONFIG_HOME", home)).number(Setting.PORT), is(9000));
        assertThat(Loaded.load(Map.of("XDG_CONFIG_HOME", home)).number(Setting.PORT), is(9200));
    }

    @Test
    void aFileAskedForThatIsNotThereIsAProblem() {
        String missing = directory.resolve("missing.json").toString();
        var failure = assertThrows(ConfigurationException.class, () -> Loaded.load(Map.of(), "--config", missing));
        assertThat(failure.problems(), contains(missing + ": there is no such file, or it cannot be read."));
    }

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void everyKeyHasAVariableAndAFlag(Setting setting) {
        String value = switch (setting.type()) {
            case SettingType.Whole whole -> String.valueOf(whole.least());
            case SettingType.Truth truth -> "true";
            case SettingType.Choice choice -> choice.words().getFirst();
            case SettingType.Program program -> "/usr/bin/ctags";
            case SettingType.AbsolutePath path -> "/etc/a-key";
            case SettingType.Endpoint endpoint -> "http://127.0.0.1:11434/api/embed";
            case SettingType.PublicUrl url -> "https://mcp.example.com";
            case SettingType.AccessTeam team -> "example.cloudflareaccess.com";
            case SettingType.Members members -> "anna@example.com=anna";
            default -> "text";
        };
        // what must be said besides, so that nothing contradicts it
        Map<Setting, String> said = new LinkedHashMap<>(Map.of(Setting.CALL_TIMEOUT, "3600"));
        if (setting.key().startsWith("auth.cloudflare_access.")) {
            said.putAll(Map.of(Setting.ACCESS_TEAM, "example.cloudflareaccess.com", Setting.ACCESS_AUDIENCE, "text",
                    Setting.ACCESS_MEMBERS, "anna@example.com=anna"));
        }
        if (setting == Setting.EMBEDDING_URL) {
            said.put(Setting.EMBEDDING_MODEL, "text");
        }
        said.remove(setting);
        String given = setting == Setting.CALL_TIMEOUT ? "60" : value;
        assertThat(loaded.json("{}", Map.of(setting.variable(), given), flags(said)).texts(setting), contains(given));
        said.put(setting, given);
        assertThat(loaded.json("{}", flags(said)).texts(setting), contains(given));
    }

    private static String[] flags(Map<Setting, String> values) {
        return values.entrySet().stream().flatMap(value -> Stream.of("--set", value.getKey().key() + "=" + value.getValue())).toArray(String[]::new);
    }

    @Test
    void aListInTheEnvironmentIsSeparatedByCommas() {
        assertThat(loaded.json("{}", Map.of("SIGIL_MCP_SECRETS_DENY", "*.kdbx , *.tfstate")).texts(Setting.SECRETS_DENY),
                contains("*.kdbx", "*.tfstate"));
    }

    @Test
    void anEmptyVariableEmptiesAList() {
        assertThat(loaded.json("{}", Map.of("SIGIL_MCP_SERVER_ALLOWED_ORIGINS", "")).texts(Setting.ALLOWED_ORIGINS), is(List.of()));
    }

    @Test
    void anUnknownVariableIsAProblemThatNamesTheNearest() {
        assertThat(loaded.problems("{}", Map.of("SIGIL_MCP_SERVER_PROT", "1")),
                contains("environment: unknown variable SIGIL_MCP_SERVER_PROT, did you mean SIGIL_MCP_SERVER_PORT?"));
    }

    @Test
    void variablesOfTheLauncherAndOfOthersAreLeftAlone() {
        assertThat(loaded.json("{}", Map.of("SIGIL_MCP_JAVA_OPTS", "-Xmx1g", "PATH", "/bin", "SIGIL_OTHER", "x")).number(Setting.PORT),
                is(8000));
    }

    @Test
    void aVariableOfTheWrongTypeIsAProblemUnderItsName() {
        assertThat(loaded.problems("{}", Map.of("SIGIL_MCP_SERVER_PORT", "http")), contains("environment SIGIL_MCP_SERVER_PORT:"
                + " server.port must be a whole number from 0 to 65535 (0 takes any free port), not http."));
    }

    @Test
    void anUnknownKeyInAFlagIsAProblemThatNamesTheNearest() {
        assertThat(loaded.problems("{}", "--set", "server.prot=1"), contains("--set: unknown key server.prot, did you mean server.port?"));
    }

    @Test
    void aFlagWithoutAValueIsAProblem() {
        assertThat(loaded.problems("{}", "--set", "server.port"), contains("--set: server.port must be a whole number from 0 to 65535"
                + " (0 takes any free port), not ."));
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/project, project",
        "/srv/my project (old), my-project--old-",
        "/srv/.dotfiles, dotfiles",
        "/srv/project/, project",
        "/srv/project/../other, other",
        "/, root",
        "/srv/-x-, x-",
        "/srv/..., repository",
    })
    void aRepositoryWithoutANameIsCalledAsItsDirectory(String path, String name) {
        assertThat(loaded.json("{}", "--repo", path).repositories(), hasKey(name));
    }

    @Test
    void aPathMayContainAnEqualsSignAfterItsName() {
        assertThat(loaded.json("{}", "--repo", "a=/srv/b=c").repositories().get("a").path(), is(Path.of("/srv/b=c")));
    }

    @Test
    void aNameUnfitForARepositoryIsAProblem() {
        assertThat(loaded.problems("{}", "--repo", "a/b=/srv/x"), contains(
                "--repo: repositories.a/b: a name is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit."));
    }

    @Test
    void twoRepositoriesOfOneNameOnTheCommandLineAreAProblem() {
        assertThat(loaded.problems("{}", "--repo", "/one/src", "--repo", "/two/src"), contains(
                "--repo: two repositories are named src; give one another name: --repo NAME=PATH."));
    }

    @Test
    void aSectionThatIsNoObjectIsCalledThat() {
        assertThat(loaded.problems("{\"limits\": 5}").getFirst(), endsWith("limits must be an object."));
    }
}
