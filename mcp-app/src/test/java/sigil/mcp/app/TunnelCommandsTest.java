package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sigil.tunnel.TunnelKind;

/** A tunnel is set up, set up again, and looked at; cloudflared and systemctl are scripts that answer as the real ones do. */
class TunnelCommandsTest {
    private static final String ID = "6ff42ae2-765d-4adf-8112-31c55c1551ef";
    private static final String SERVER = """
            {
                "server": {
                    "//": "mine",
                    "port": 8123
                },
                "limits": {"idle_timeout_seconds": 300}
            }
            """;

    @TempDir
    private Path directory;
    private Path server;
    private Path tunnel;

    @BeforeEach
    void box() throws IOException {
        server = Files.writeString(directory.resolve("config.json"), SERVER);
        tunnel = Files.createDirectory(directory.resolve("cloudflared"));
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        Shell shell = init("--dry-run");
        assertThat(shell.err(), is(""));
        assertThat(shell.exit(), is(0));
        assertThat(shell.out(), allOf(containsString("new      " + tunnel + "/config.yml"), containsString("+    service: http://localhost:8123"),
                containsString("+        \"public_url\": \"https://mcp.example.com\",")));
        assertThat(Files.readString(server), is(SERVER));
        assertThat(Files.exists(tunnel.resolve("config.yml")), is(false));
    }

    @Test
    void everythingIsWrittenAndTheServerLearnsItsName() throws IOException {
        Shell shell = init("--yes");
        assertThat(shell.err(), is(""));
        assertThat(shell.out(), allOf(containsString("cloudflared tunnel create sigil-mcp"), containsString("cloudflared tunnel route dns sigil-mcp mcp.example.com")));
        Configuration configuration = Loaded.load(Map.of("SIGIL_MCP_CONFIG", server.toString()));
        assertThat(configuration.publicUrl().orElseThrow().toString(), is("https://mcp.example.com"));
        assertThat(configuration.texts(Setting.ALLOWED_HOSTS), is(List.of("mcp.example.com")));
        assertThat(Files.readString(server), containsString("\"//\": \"mine\""));
        assertThat(mode(tunnel), is("rwx------"));
        assertThat(mode(tunnel.resolve("config.yml")), is("rw-------"));
        assertThat(Files.readString(tunnel.resolve("cloudflared.service")), containsString("LoadCredential=config.yml:" + tunnel + "/config.yml"));
    }

    @Test
    void theSecondRunChangesNothingAndALaterOneFindsTheCredentials() throws IOException {
        init("--yes");
        assertThat(init("--dry-run").out(), allOf(containsString("as it is " + tunnel + "/config.yml"), containsString("as it is " + server), not(containsString("+"))));
        credentials();
        assertThat(init("--dry-run").out(), allOf(containsString("changes  " + tunnel + "/config.yml"),
                containsString("+credentials-file: " + tunnel + "/" + ID + ".json")));
    }

    @Test
    void whatTheOwnerEditedIsKeptUntilHeSaysOtherwise() throws IOException {
        init("--yes");
        String edited = Files.readString(tunnel.resolve("config.yml")).replace("30s", "5s");
        Files.writeString(tunnel.resolve("config.yml"), edited);
        assertThat(init("--yes").out(), containsString("kept     " + tunnel + "/config.yml"));
        assertThat(Files.readString(tunnel.resolve("config.yml")), is(edited));
        init("--yes", "--replace");
        assertThat(Files.readString(tunnel.resolve("config.yml")), containsString("connectTimeout: 30s"));
    }

    @Test
    void wrongNamesAndMissingTerminalsAreAWrongCommandLine() {
        assertThat(run("tunnel", "init", "--yes", "--hostname", "https://mcp.example.com").exit(), is(2));
        assertThat(run("tunnel", "init", "--yes").exit(), is(2));
        assertThat(init("--yes", "--origin-request", "keepAlive").exit(), is(2));
        assertThat(init().err(), containsString("--dry-run"));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindCanBeSetUpTwice(TunnelKind kind) throws IOException {
        assertThat(init("--yes", "--kind", kind.word()).exit(), is(0));
        Files.setPosixFilePermissions(tunnel, PosixFilePermissions.fromString("rwx------"));
        assertThat(init("--dry-run", "--kind", kind.word()).out(), allOf(containsString("as it is "), not(containsString("kept ")), not(containsString("\ncloses "))));
    }

    /** A directory of another program's, such as /etc/caddy: its owner must still be able to read it. */
    @Test
    void onlyCloudflaredsDirectoryIsClosedToOthers() throws IOException {
        Files.setPosixFilePermissions(tunnel, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(init("--dry-run", "--kind", "caddy").out(), not(containsString("\ncloses ")));
        assertThat(init("--dry-run").out(), containsString("closes   " + tunnel + " to others: 755 becomes 700"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingButPathsAndCommandsIsLongerThanATerminalIsWide(TunnelKind kind) {
        String out = init("--yes", "--kind", kind.word()).out();
        assertThat(out.lines().filter(line -> line.length() > 80 && !line.contains(directory.toString()) && !line.matches(" {4}[a-z]+ .*|[ +]+[^ ]+( +[^ ]+)?")).toList(), is(empty()));
        assertThat(out, not(containsString("\\u0009")));
    }

    @Test
    void theStepsNameTheFilesThatWereNamed() {
        assertThat(init("--yes").out(), containsString("sigil-mcp tunnel check --file " + tunnel + "/config.yml --config " + server));
    }

    @Test
    void whatCannotBeWrittenIsSaidInASentence() throws IOException {
        Files.createDirectory(tunnel.resolve("config.yml"));
        Shell shell = init("--yes");
        assertThat(shell.exit(), is(1));
        assertThat(shell.err(), is(tunnel + "/config.yml: a file is to be written there, and something else is in its place\n"));
        assertThat(Files.readString(server), is(SERVER));
    }

    @Test
    void whatIsWrongIsTheLastThatIsSeen() {
        assertThat(run("tunnel", "init", "--yes", "--hostname", "https://mcp.example.com/").err().lines().toList(), contains(
                startsWith("https://mcp.example.com/ is no name of a host"), is("sigil-mcp tunnel init --help tells what it takes.")));
        assertThat(run("tunnel", "check", "--metrics", "here").exit(), is(2));
        assertThat(init("--yes", "--credentials", "/nowhere.json").exit(), is(2));
    }

    @Test
    void whatWasSetUpIsSoundOnceThereAreCredentials() throws IOException {
        init("--yes");
        credentials();
        init("--yes");
        Shell shell = check(0, "active");
        assertThat(shell.out(), allOf(containsString("ok       " + tunnel + "/config.yml is sound"), containsString("cloudflared 2026.8.2"),
                containsString("sends https://mcp.example.com/mcp to http://localhost:8123"), containsString("cloudflared.service is active"),
                containsString("Nothing is wrong with it.")));
        assertThat(shell.exit(), is(0));
    }

    @Test
    void whatCloudflaredAndSystemdRefuseIsTold() throws IOException {
        credentials();
        init("--yes");
        Shell shell = check(1, "failed");
        assertThat(shell.exit(), is(1));
        assertThat(shell.out(), allOf(containsString("(program.validate)"), containsString("must match all URLs"), containsString("(service.down)")));
        assertThat(shell.out().lines().allMatch(line -> line.length() <= 80 || line.contains(tunnel.toString())), is(true));
    }

    @Test
    void theSameIsSaidToPrograms() throws IOException {
        credentials();
        init("--yes");
        Files.setPosixFilePermissions(tunnel.resolve("config.yml"), PosixFilePermissions.fromString("rw-r--r--"));
        Shell shell = run("tunnel", "check", "--file", tunnel.resolve("config.yml").toString(), "--only-file", "--json");
        assertThat(shell.out(), allOf(containsString("\"ok\":false"), containsString("\"rule\":\"permissions.open\"")));
        assertThat(shell.exit(), is(1));
    }

    private void credentials() throws IOException {
        Path file = Files.writeString(tunnel.resolve(ID + ".json"), "{\"AccountTag\":\"a\",\"TunnelSecret\":\"c2VjcmV0\",\"TunnelID\":\"" + ID + "\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** A cloudflared that accepts what it is given, or not, and services in a state; nothing listens at the metrics. */
    private Shell check(int validates, String state) throws IOException {
        Path cloudflared = script("cloudflared", """
                case "$*" in
                  --version) echo "cloudflared version 2026.8.2 (built 2026-08-20)" ;;
                  *"ingress validate") echo "Validating rules from config.yml"; [ %d = 0 ] && echo OK || { echo "The last ingress rule must match all URLs"; exit 1; } ;;
                  *"ingress rule"*) printf 'Matched rule #0\\n\\thostname: mcp.example.com\\n\\tservice: http://localhost:8123\\n' ;;
                  *) exit 9 ;;
                esac
                """.formatted(validates));
        Path systemctl = script("systemctl", "printf 'NRestarts=0\\nLoadState=loaded\\nActiveState=%s\\nSubState=%s\\nUnitFileState=enabled\\n'\n".formatted(state, state));
        return run("tunnel", "check", "--file", tunnel.resolve("config.yml").toString(), "--cloudflared", cloudflared.toString(), "--systemctl", systemctl.toString(),
                "--metrics", "127.0.0.1:1");
    }

    private Path script(String name, String body) throws IOException {
        Path script = Files.writeString(directory.resolve(name + ".sh"), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private Shell init(String... further) {
        return run(Stream.concat(Stream.of("tunnel", "init", "--hostname", "mcp.example.com", "--directory", tunnel.toString(), "--units", tunnel.toString()),
                Stream.of(further)).toArray(String[]::new));
    }

    private Shell run(String... arguments) {
        return Shell.run(Stream.concat(Stream.of(arguments), Stream.of("--config", server.toString())).toList());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
