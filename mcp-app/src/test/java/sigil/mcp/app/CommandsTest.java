package sigil.mcp.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.ProtocolVersion;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** {@code serve}, {@code config}, {@code version}, and command lines that are wrong. */
class CommandsTest {
    @TempDir
    private Path directory;
    private Loaded loaded;

    @BeforeEach
    void prepare() {
        loaded = new Loaded(directory);
        loaded.file("project/README.md", "Hello.\n");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(Shell.run("version").out(), matchesPattern("sigil-mcp [0-9]+\\.[0-9]+\\.[0-9]+ \\(Java [^)]+\\), speaks MCP "
                + String.join(", ", ProtocolVersion.supported()) + "\\R"));
        assertThat(Shell.run("--version").out().strip(), is("sigil-mcp " + Version.current()));
    }

    @Test
    void theVersionCanBeHadAsJson() throws MalformedJsonException {
        JsonObject version = json(Shell.run("version", "--json"));
        assertThat(version.getString("version"), is(Version.current()));
        assertThat(version.getString("java"), is(Runtime.version().toString()));
        assertThat(version.getJsonArray("protocolVersions").getValuesAs(JsonString::getString), is(ProtocolVersion.supported()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serv", "--colour", "version --colour", "token lsit", "serve --port", "config check extra"})
    void aWrongCommandLineExitsWithTwoAndSaysWhoTakesAnother(String line) {
        Shell shell = Shell.run(line.split(" "));
        assertThat(shell.exit(), is(2));
        assertThat(shell.out(), is(""));
        assertThat(shell.err(), containsString("sigil-mcp"));
    }

    @Test
    void aSlipInTheNameOfACommandIsToldWithTheNearest() {
        assertThat(Shell.run("serv").err(), containsString("serve"));
    }

    @Test
    void aGoodConfigurationIsSaidToBeGood() {
        Shell shell = Shell.run("config", "check", "--config", good().toString(), "--set", "symbols.ctags=off");
        assertThat(shell.exit(), is(0));
        assertThat(shell.out().lines().toList(), is(List.of("The configuration is good: 13 tools.", "Symbols: built in.")));
    }

    @Test
    void aCtagsThatCannotBeUsedIsSaid() {
        assertThat(Shell.run("config", "check", "--config", good().toString(), "--set", "symbols.ctags=/nowhere/ctags").out(),
                containsString("Symbols: built in; no ctags: that of symbols.ctags cannot be used."));
    }

    @Test
    void aToolThatDoesNotExistIsNoAction() {
        Shell shell = Shell.run("config", "check", "--config", good().toString(), "--set", "actions.tools=search_code,serach");
        assertThat(shell.exit(), is(3));
        assertThat(shell.err(), containsString("actions.tools: there is no tool \"serach\", did you mean search? There are: list_repos, "));
    }

    @Test
    void aBadConfigurationExitsWithThreeAndListsWhatIsWrong() {
        Path bad = loaded.file("bad.json", "{\"server\": {\"prot\": 1}, \"log\": {\"level\": \"loud\"}}");
        for (List<String> command : List.of(List.of("config", "check"), List.of("config", "show"), List.of("serve"),
                List.of("token", "list"), List.of("call", "ping"))) {
            Shell shell = Shell.run(Stream.concat(command.stream(),
                    Stream.of("--config", bad.toString())).toList());
            assertThat(command.toString(), shell.exit(), is(3));
            assertThat(shell.out(), is(""));
            assertThat(shell.err().lines().toList(), containsInAnyOrder("The configuration cannot be used:",
                    "  - " + bad + ": unknown key server.prot, did you mean server.port?",
                    "  - " + bad + ": log.level must be one of error, warn, info, debug, trace, not loud."));
        }
    }

    @Test
    void aConfigurationWithoutARepositoryIsNotGood() {
        Shell shell = Shell.run("config", "check", "--config", loaded.file("empty.json", "{}").toString());
        assertThat(shell.exit(), is(3));
        assertThat(shell.err(), containsString("repositories is empty: name one with --repo PATH"));
    }

    @Test
    void everyKeyIsShownWithItsValueAndWhoSaidSo() {
        Shell shell = Shell.run("config", "show", "--config", good().toString(), "--set", "server.port=9000");
        assertThat(shell.exit(), is(0));
        List<String> lines = shell.out().lines().toList();
        assertThat(lines.getFirst(), matchesPattern("KEY +VALUE +FROM +MEANING"));
        for (Setting setting : Setting.ALL) {
            assertThat(lines.stream().filter(line -> line.startsWith(setting.key() + " ")).count(), is(1L));
        }
        assertThat(shell.out(), containsString("\nserver.port "));
        assertThat(lines.stream().filter(line -> line.startsWith("server.port ")).findFirst().orElseThrow(),
                matchesPattern("server\\.port +9000 +--set .*"));
        assertThat(lines.getLast(), matchesPattern("repositories\\.project +" + directory.resolve("project") + " .*"));
    }

    @Test
    void theConfigurationCanBeHadAsJsonAndUsedAsAFile() throws MalformedJsonException {
        Shell shown = Shell.run("config", "show", "--json", "--config", good().toString(), "--set", "server.port=9000");
        assertThat(json(shown).getJsonObject("server").getInt("port"), is(9000));
        Path copy = loaded.file("copy.json", shown.out());
        assertThat(Shell.run("config", "show", "--json", "--config", copy.toString()).out(), is(shown.out()));
    }

    @Test
    void aServerWithoutAuthenticationUnderAPublicUrlDoesNotStart() {
        Shell shell = Shell.run("serve", "--config", good().toString(), "--no-auth", "--public-url", "https://mcp.example.com");
        assertThat(shell.exit(), is(3));
        assertThat(shell.err(), containsString("auth.required is false while server.public_url is set"));
    }

    @Test
    void aServerWithoutAuthenticationOnAnotherAddressThanLoopbackDoesNotStart() {
        Shell shell = Shell.run("serve", "--config", good().toString(), "--no-auth", "--host", "0.0.0.0");
        assertThat(shell.exit(), is(3));
        assertThat(shell.err(), containsString("auth.required is false while server.host is 0.0.0.0"));
    }

    @Test
    void aServerWhosePortIsTakenFailsAndSaysWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Shell shell = Shell.run("serve", "--config", good().toString(), "--port", String.valueOf(taken.getLocalPort()));
            assertThat(shell.exit(), is(1));
            assertThat(shell.err(), startsWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort()));
            assertThat(shell.err(), containsString("--port"));
            assertThat(shell.err(), not(containsString("\tat ")));
        }
    }

    @Test
    void aTableHasColumnsAsWideAsTheirWidestCellAndNoTrailingSpace() {
        StringWriter out = new StringWriter();
        var commandLine = Main.commandLine().setOut(new PrintWriter(out, true));
        CommandSpec spec = commandLine.getCommandSpec();
        Output.table(spec, List.of(List.of("ID", "NAME", "NOTE"), List.of("1", "a-long-name", ""), List.of("100", "b", "x")));
        assertThat(out.toString(), is("ID   NAME         NOTE\n1    a-long-name\n100  b            x\n"));
    }

    private Path good() {
        return loaded.file("good.json", "{\"repositories\": {\"project\": \"project\"}, \"state\": {\"directory\": \""
                + directory.resolve("state") + "\"}}");
    }

    private static JsonObject json(Shell shell) throws MalformedJsonException {
        return new JsonInput(16).read(shell.out().getBytes(StandardCharsets.UTF_8)).asJsonObject();
    }
}
