package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** {@code sigil-mcp index} and {@code sigil-mcp status}. */
@Timeout(120)
class IndexCommandsTest {
    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void configure() {
        Loaded loaded = new Loaded(directory);
        loaded.file("app/A.java", "class A { }\n");
        loaded.file("app/B.java", "class B { }\n");
        loaded.file("lib/C.java", "class C { }\n");
        file = loaded.file("config.json", "{\"repositories\": {\"app\": \"app\", \"lib\": \"lib\"}, \"index\": {\"enabled\": true}, \"state\": {\"directory\": \""
                + directory.resolve("state") + "\"}}");
    }

    private Shell run(String command, String... arguments) {
        return Shell.run(Stream.concat(Stream.of(command, "--config", file.toString()), Stream.of(arguments)).toList());
    }

    @Test
    void everyRepositoryIsIndexedAndToldInALine() {
        Shell shell = run("index");
        assertThat(shell.exit(), is(0));
        assertThat(shell.out().strip(), matchesPattern("app: indexed, 2 files, in \\d+\\.\\d s\\Rlib: indexed, 1 file, in \\d+\\.\\d s"));
        assertThat(shell.err(), is(""));
    }

    @Test
    void onlyThoseThatAreNamedAreLookedAt() {
        Shell shell = run("index", "lib", "--force");
        assertThat(shell.exit(), is(0));
        assertThat(shell.out(), startsWith("lib: indexed, 1 file, in "));
    }

    @Test
    void aRepositoryThatIsNotThereIsNotFoundAndTheNearestIsNamed() {
        Shell shell = run("index", "ap");
        assertThat(shell.exit(), is(4));
        assertThat(shell.err().strip(), is("There is no repository ap, did you mean app? Repositories: app, lib"));
    }

    @Test
    void withoutAnIndexTheCommandFailsAndSaysWhy() {
        Shell shell = run("index", "--set", "index.enabled=false");
        assertThat(shell.exit(), is(1));
        assertThat(shell.err(), startsWith("There is no index to build: index.enabled is false"));
    }

    @Test
    void whereAServerHasTheIndexItIsLeftToItAndHowFarItIsIsShown() throws InterruptedException {
        assertThat(run("index").exit(), is(0));
        Configuration configuration = Loaded.load(Map.of(), "--config", file.toString());
        try (Features server = Features.open(configuration)) {
            server.begin();
            awaitWriting(server);
            Shell shell = run("index", "app");
            assertThat(shell.err(), is(""));
            assertThat(shell.exit(), is(0));
            assertThat(shell.out(), startsWith("A running server keeps the index up to date by itself."));
            assertThat(shell.out(), containsString("app · another process, such as a running server, writes the index: 2 of 2 files in it;"));
        }
    }

    private static void awaitWriting(Features server) throws InterruptedException {
        IndexStatus status = new IndexStatus(server, Main.commandLine("index").getCommandSpec());
        while (!status.of("app").getString("phase").equals("current")) {
            Thread.sleep(20);
        }
    }

    @Test
    void theStatusTellsWhatTheIndexKnowsAlthoughNoServerAnswers() throws IOException {
        run("index");
        Shell shell = run("status", "--set", "server.port=" + freePort());
        assertThat(shell.exit(), is(0));
        assertThat(shell.out(), matchesPattern("(?s)Sigil MCP does not run\\R  Address       http://127\\.0\\.0\\.1:\\d+\\R"
                + "  State         .*/state\\R\\RIndex\\R  app           2 files, as it was saved last\\R  lib           1 file, as it was saved last\\R\\R"
                + "Next\\R  ! No server answers at .*Start one: sigil-mcp serve.*"));
    }

    @Test
    void theStatusSaysThatAServerAnswers() throws IOException, MalformedJsonException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(socket));
            Shell shell = run("status", "--json", "--set", "server.port=" + socket.getLocalPort());
            JsonObject status = new JsonInput(32).read(shell.out().getBytes(StandardCharsets.UTF_8)).asJsonObject();
            assertThat(status.getJsonObject("server").getBoolean("answers"), is(true));
            assertThat(status.getJsonObject("server").getString("address"), is("http://127.0.0.1:" + socket.getLocalPort()));
            assertThat(status.getString("state_directory"), is(directory.resolve("state").toString()));
            assertThat(status.getJsonArray("repositories").size(), is(2));
        }
    }

    @Test
    void theStatusTellsAServerThatIsStuckFromNone() throws IOException {
        ProbeKeyFile.in(directory.resolve("state")).open();
        // connections are taken by the system, and nobody reads from them
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Shell shell = run("status", "--set", "server.port=" + socket.getLocalPort());
            assertThat(shell.out(), allOf(startsWith("Sigil MCP does not answer"), containsString("the server is stuck"), containsString("restart sigil-mcp")));
        }
    }

    private static void answer(ServerSocket socket) {
        try (var connection = socket.accept()) {
            byte[] request = new byte[4_096];
            String asked = new String(request, 0, connection.getInputStream().read(request), StandardCharsets.US_ASCII);
            String status = asked.startsWith("GET /healthz ") ? "200 OK" : "404 Not Found";
            connection.getOutputStream().write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
