package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sigil-mcp stdio} as a process: what is on its streams, and how it ends. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StdioIT {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}";
    private static final String LISTEN = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{},"
            + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
    private static final int PATIENCE_SECONDS = 30;
    /** The official clients send a signal then. */
    private static final int SOON_SECONDS = 2;

    @TempDir
    private Path home;
    private Image image;
    private String repository;
    private Process process;

    @BeforeEach
    void prepare() {
        image = Image.in(home);
        repository = "sample=" + home.resolve("sample");
        Image.write(home.resolve("sample/src/Greeting.java"), "class Greeting {}\n");
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    // behaviour: stdio.stdout
    @Test
    void standardOutputCarriesMessagesAndStandardErrorTheLog() throws Exception {
        start("--set", "log.level=debug");
        send(INITIALIZE, "nonsense", call(2, "read_repo_file", "{\"repo\":\"sample\",\"path\":\"src/Greeting.java\"}"),
                call(3, "no_such_tool", "{}"), LISTEN);
        end();
        List<String> lines = lines();
        assertThat(lines, hasSize(7));
        lines.forEach(line -> assertThat(Rpc.parse(line).asJsonObject().getString("jsonrpc"), is("2.0")));
        String log = Files.readString(home.resolve("err.txt"));
        assertThat(log, containsString("Sigil MCP " + Version.current() + " serves sample on standard input and output."));
        List<String> requests = log.lines().filter(line -> line.contains(" sigil.access ")).toList();
        assertThat(requests, everyItem(matchesPattern("[^ ]+ INFO  sigil\\.access \\{.*\"caller\":\"stdio\".*}")));
        assertThat(requests, hasSize(5));
        assertThat(log.lines().toList().getLast(), endsWith("Stopped."));
    }

    // behaviour: stdio.eof
    @Test
    void itEndsSoonAfterItsInputWithZero() throws Exception {
        start();
        send(INITIALIZE);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(Rpc.parse(out.readLine()).asJsonObject().getInt("id"), is(1));
            end();
            assertThat(process.waitFor(SOON_SECONDS, TimeUnit.SECONDS), is(true));
            assertThat(process.exitValue(), is(0));
            assertThat(out.readLine() == null, is(true));
        }
    }

    @Test
    void aScriptThatDoesNotWaitGetsItsAnswers() throws Exception {
        start();
        send(call(1, "ping", "{}"), call(2, "list_repos", "{}"), call(3, "search_code", "{\"query\":\"Greeting\"}"));
        end();
        List<JsonObject> answers = lines().stream().map(line -> Rpc.parse(line).asJsonObject()).toList();
        assertThat(answers.stream().map(answer -> answer.getInt("id")).toList(), containsInAnyOrder(1, 2, 3));
        answers.forEach(answer -> assertThat(answer.getJsonObject("result").getBoolean("isError"), is(false)));
        assertThat(process.waitFor(), is(0));
    }

    @Test
    void aClientThatClosesItsEndOfTheOutputEndsItQuietly() throws Exception {
        start();
        process.getInputStream().close();
        send(call(1, "ping", "{}"));
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
        assertThat(process.exitValue(), is(0));
        assertThat(Files.readString(home.resolve("err.txt")), not(containsString("Exception")));
    }

    @Test
    void aSignalEndsItAsTheEndOfItsInputDoes() throws Exception {
        start();
        send(LISTEN);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine(), containsString("notifications/subscriptions/acknowledged"));
            process.toHandle().destroy();
            assertThat(Rpc.parse(out.readLine()).asJsonObject().getJsonObject("result").getString("resultType"), is("complete"));
            assertThat(out.readLine(), containsString("notifications/cancelled"));
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
            assertThat(process.exitValue(), is(143));
        }
    }

    // behaviour: stdio.eof stdio.blocked-reader
    @Test
    void aClientThatReadsNothingKeepsItNoLongerThanTheGraceOnceItsInputHasEnded() throws Exception {
        start("--set", "limits.shutdown_grace_seconds=1");
        send(INITIALIZE, LISTEN, call(2, "read_repo_file", "{\"repo\":\"sample\",\"path\":\"src/Greeting.java\"}"));
        // more answers than the pipe and the queue take, and less than a pipe full of questions
        for (int i = 0; i < 2; i++) {
            send(Collections.nCopies(30_000, "x").toArray(String[]::new));
        }
        end();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
        assertThat(process.exitValue(), is(0));
        assertThat(Files.readString(home.resolve("err.txt")), not(containsString("Exception")));
    }

    // behaviour: stdio.blocked-reader
    @Test
    void aClientThatReadsNothingKeepsItNoLongerThanTheGraceOnceItIsSignalled() throws Exception {
        start("--set", "limits.shutdown_grace_seconds=1");
        send(INITIALIZE, LISTEN);
        for (int i = 0; i < 30; i++) {
            send("{\"jsonrpc\":\"2.0\",\"id\":" + (10 + i) + ",\"method\":\"tools/list\"}");
        }
        assertThat("it goes on, since nothing is wrong with a client that is slow", process.waitFor(3, TimeUnit.SECONDS), is(false));
        process.toHandle().destroy();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
        assertThat(process.exitValue(), is(143));
    }

    @Test
    void aClientThatNeverReadsTheLogIsAnsweredAllTheSame() throws Exception {
        int many = 5_000;
        process = image.builder(Map.of(), "stdio", "--repo", repository).start();
        Thread sender = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < many; i++) {
                sendUnharmed("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"ping\"}");
            }
        });
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < many; i++) {
                assertThat(out.readLine(), containsString("\"jsonrpc\":\"2.0\""));
            }
        }
        sender.join();
        end();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
    }

    @Test
    void aConfigurationThatCannotBeUsedIsToldOnStandardError() throws Exception {
        repository = home.resolve("nothing").toString();
        start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
        assertThat(process.exitValue(), is(3));
        assertThat(lines(), hasSize(0));
        assertThat(Files.readString(home.resolve("err.txt")), containsString("The configuration cannot be used:"));
    }

    private void start(String... arguments) throws IOException {
        String[] command = Stream.concat(Stream.of("stdio", "--repo", repository), Stream.of(arguments)).toArray(String[]::new);
        process = image.builder(Map.of(), command).redirectError(home.resolve("err.txt").toFile()).start();
    }

    private void send(String... lines) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private void sendUnharmed(String line) {
        try {
            send(line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void end() throws IOException {
        process.getOutputStream().close();
    }

    /** All that it writes until it ends. */
    private List<String> lines() throws IOException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return out.lines().toList();
        }
    }

    private static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments
                + "}}";
    }
}
