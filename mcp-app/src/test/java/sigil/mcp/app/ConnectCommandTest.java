package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectCommandTest {
    static final List<String> CLIENTS = ConnectCommand.CLIENTS;
    private static final Path GUIDES = Path.of("../docs/clients");

    @TempDir
    private Path directory;

    private Shell connect(String... arguments) {
        Path file = new Loaded(directory).file("config.json", "{}");
        return Shell.run(Stream.concat(Stream.of("connect", "--config", file.toString()), Stream.of(arguments)).toList());
    }

    @ParameterizedTest
    @FieldSource("CLIENTS")
    void aGuideHasTheAddressOfThisInstallationAndNoOther(String client) {
        Shell shown = connect(client, "--set", "server.public_url=https://code.example.org");
        assertThat(shown.exit(), is(0));
        assertThat(shown.err(), is(""));
        assertThat(shown.out(), startsWith("# "));
        assertThat(shown.out(), containsString("https://code.example.org/"));
        assertThat(shown.out(), not(containsString("mcp.example.com")));
        assertThat("links lead nowhere at a terminal", shown.out(), not(containsString("](")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "codex", "cursor", "vscode", "inspector", "other"})
    void aClientOnThisMachineNeedsNoPublicUrlAndIsToldTheRepository(String client) {
        Shell shown = connect(client, "--port", "8123", "--repo", "app=" + directory);
        assertThat(shown.err(), is(""));
        assertThat(shown.out(), containsString("http://127.0.0.1:8123/mcp"));
        assertThat(shown.out(), not(containsString("/path/to/repository")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatgpt", "gpt-action", "claude"})
    void aClientThatCallsFromElsewhereSaysThatItNeedsAPublicUrl(String client) {
        Shell shown = connect(client);
        assertThat(shown.exit(), is(0));
        assertThat(shown.err(), containsString("server.public_url"));
        assertThat(shown.out(), not(containsString("127.0.0.1")));
    }

    @Test
    void aClientThatIsNotKnownIsAnsweredWithThoseThatAre() {
        Shell shown = connect("chatgtp");
        assertThat(shown.exit(), is(2));
        assertThat(shown.err(), containsString("chatgpt, gpt-action, claude, claude-code, codex, cursor, vscode, inspector, other"));
    }

    @Test
    void everyGuideCanBePrintedAndSaysWhatAFailureLooksLike() throws IOException {
        try (Stream<Path> files = Files.list(GUIDES)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".md", "")).filter(name -> !name.equals("README")).toList();
            assertThat(names, containsInAnyOrder(CLIENTS.toArray(String[]::new)));
        }
        for (String client : CLIENTS) {
            assertThat(client, ConnectCommand.read(client), containsString("\n## When it does not work\n"));
            assertThat(Files.readString(GUIDES.resolve("README.md")), containsString("](" + client + ".md)"));
        }
    }
}
