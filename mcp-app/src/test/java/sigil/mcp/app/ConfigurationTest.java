package sigil.mcp.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.http.HttpLimits;
import sigil.mcp.http.HttpSettings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ConfigurationTest {
    @TempDir
    private Path directory;
    private Loaded loaded;

    @BeforeEach
    void prepare() {
        loaded = new Loaded(directory);
    }

    @Test
    void aPublicUrlWithoutAuthenticationIsAContradiction() {
        assertThat(loaded.problems("""
                {"server": {"public_url": "https://mcp.example.com"}, "auth": {"required": false}}"""),
                contains(containsString("auth.required is false while server.public_url is set")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.2", "localhost.example.com", "127.0.0.1.example.com"})
    void anotherAddressThanLoopbackWithoutAuthenticationIsAContradiction(String host) {
        assertThat(loaded.problems("{}", "--set", "auth.required=false", "--set", "server.host=" + host),
                contains(containsString("auth.required is false while server.host is " + host)));
    }

    @Test
    void bothContradictionsAreSaidAtOnce() {
        assertThat(loaded.problems("{}", "--set", "auth.required=false", "--set", "server.host=0.0.0.0",
                "--set", "server.public_url=https://mcp.example.com"),
                contains(containsString("server.public_url"), containsString("server.host")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void onLoopbackAuthenticationMayBeSwitchedOff(String host) {
        assertThat(loaded.json("{}", "--set", "auth.required=false", "--set", "server.host=" + host).truth(Setting.AUTH_REQUIRED), is(false));
    }

    @Test
    void anyAddressMayBeUsedWithAuthentication() {
        assertThat(loaded.json("{}", "--set", "server.host=0.0.0.0").httpSettings().host(), is("0.0.0.0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 4})
    void aCallThatTimesOutBeforeItStreamsIsAContradiction(int timeout) {
        assertThat(loaded.problems("{}", "--set", "limits.call_timeout_seconds=" + timeout),
                contains(containsString("limits.stream_after_seconds must be below limits.call_timeout_seconds")));
    }

    @Test
    void theFiguresHaveAPortOfTheirOwn() {
        assertThat(loaded.problems("""
                {"server": {"port": 9464}, "metrics": {"enabled": true}}"""), contains(containsString("metrics.port is that of server.port")));
        loaded.json("""
                {"server": {"port": 9464}}""");
        loaded.json("""
                {"server": {"port": 0}, "metrics": {"enabled": true, "port": 0}}""");
    }

    @Test
    void theHostOfThePublicUrlIsAllowedBesideLoopbackAndTheListedNames() {
        HttpSettings settings = loaded.json("""
                {"server": {"public_url": "https://mcp.example.com:8443/", "allowed_hosts": ["*.lan.example"]}}""").httpSettings();
        assertThat(settings.allowedHosts(),
                containsInAnyOrder("127.0.0.1", "localhost", "::1", "[::1]", "*.lan.example", "mcp.example.com"));
    }

    @Test
    void aTrailingSlashOfThePublicUrlIsDropped() {
        assertThat(loaded.json("{}", "--set", "server.public_url=https://mcp.example.com/").publicUrl(),
                is(Optional.of(URI.create("https://mcp.example.com"))));
    }

    @Test
    void withoutAPublicUrlThereIsNone() {
        assertThat(loaded.json("{}").publicUrl(), is(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctags", "./ctags", "AUTO", "/opt/"})
    void aProgramIsOneOfTheWordsOrAnAbsolutePath(String value) {
        assertThat(loaded.problems("{}", "--set", "symbols.ctags=" + value),
                contains(containsString("symbols.ctags must be auto, off or the absolute path of a program, not " + value)));
    }

    @Test
    void theDefaultLimitsAreThoseOfTheTransport() {
        assertThat(loaded.json("{}").httpSettings().limits(), is(HttpLimits.DEFAULTS));
    }

    @Test
    void theStateDirectoryOfTheConfigurationStandsAboveThoseOfTheEnvironment() {
        Map<String, String> environment = Map.of("STATE_DIRECTORY", "/var/lib/a:/var/lib/b", "XDG_STATE_HOME", "/home/x/.state");
        assertThat(loaded.json("{}", environment, "--set", "state.directory=/srv/state").stateDirectory(), is(Path.of("/srv/state")));
        assertThat(loaded.json("{}", environment).stateDirectory(), is(Path.of("/var/lib/a")));
        assertThat(loaded.json("{}", Map.of("XDG_STATE_HOME", "/home/x/.state")).stateDirectory(),
                is(Path.of("/home/x/.state/sigil-mcp")));
        assertThat(loaded.json("{}").stateDirectory(), is(Path.of(System.getProperty("user.home"), ".local/state/sigil-mcp")));
    }

    @Test
    void withoutARepositoryNothingCanBeServed() {
        Configuration configuration = loaded.json("{}");
        var failure = assertThrows(ConfigurationException.class, () -> Features.open(configuration));
        assertThat(failure.problems(), contains(containsString("--repo PATH")));
    }

    @Test
    void whatIsShownAsJsonIsAConfigurationThatMeansTheSame() {
        Configuration configuration = loaded.json("""
                {"server": {"public_url": "https://mcp.example.com", "allowed_hosts": ["a.example"], "port": 0},
                 "secrets": {"deny": ["*.kdbx"]},
                 "repositories": {"dotted.name": {"path": "/srv/x", "description": "X", "exclude": ["/y/"]}}}""");
        Configuration again = loaded.json(configuration.toJson().toString());
        assertThat(again.toJson(), is(configuration.toJson()));
        for (Setting setting : Setting.ALL) {
            assertThat(setting.key(), again.texts(setting), is(configuration.texts(setting)));
        }
    }

    @Test
    void everyDefaultIsOfItsType() {
        for (Setting setting : Setting.ALL) {
            assertThat(setting.key(), setting.defaultValue().stream().flatMap(text -> setting.type().fault(text).stream()).toList(),
                    is(List.of()));
        }
    }

    @Test
    void keysAndVariablesAreUnique() {
        assertThat(Setting.ALL.stream().map(Setting::key).distinct().count(), is((long) Setting.ALL.size()));
        assertThat(Setting.ALL.stream().map(Setting::variable).distinct().count(), is((long) Setting.ALL.size()));
    }
}
