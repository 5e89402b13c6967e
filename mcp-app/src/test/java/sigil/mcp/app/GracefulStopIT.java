package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

/** What SIGTERM does to a server: it ends within seconds, says so, and owes nobody an answer. */
class GracefulStopIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int FURTHER_FILES = 300;

    @TempDir
    private static Path home;

    private RunningImage server;

    /** Many files at the price of one. */
    @BeforeAll
    static void repository() throws IOException {
        Path first = Image.write(home.resolve("sample/file.txt"), "another line of text without what is searched for\n".repeat(1_000));
        for (int i = 0; i < FURTHER_FILES; i++) {
            Files.createLink(first.resolveSibling("file" + i + ".txt"), first);
        }
    }

    @BeforeEach
    void start() {
        server = RunningImage.start(Image.in(home), "--no-auth", "--repo", "sample=" + home.resolve("sample"), "--set", "secrets.hard_links=served",
                "--set", "index.enabled=false");
    }

    @Test
    void anIdleServerEndsAtOnceAndSaysSo() {
        assertStops();
    }

    @Test
    void connectionsThatATunnelKeepsOpenDoNotHoldItUp() {
        try (RawHttp first = new RawHttp(server.port()); RawHttp second = new RawHttp(server.port()); RawHttp silent = new RawHttp(server.port())) {
            assertThat(first.exchange("POST", "/mcp", List.of(), Rpc.PING).status(), is(200));
            assertThat(second.exchange("GET", "/healthz", List.of(), "").status(), is(200));
            assertStops();
            assertThat(first.closedByServer() && second.closedByServer() && silent.closedByServer(), is(true));
        }
    }

    @Test
    void aCallThatRunsIsAnsweredBeforeTheEnd() {
        String call = Rpc.callWithProgress("search_code", JsonCodec.object().add("query", "[a-z]+ [0-9]+ [a-z]+").add("regex", true).build());
        try (RawHttp client = new RawHttp(server.port())) {
            client.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + call.length() + "\r\n\r\n" + call);
            // its first progress: a small part of the files is done
            client.awaitResponse();
            assertThat(server.stop(Duration.ofSeconds(20)), anyOf(is(143), is(0)));
            RawHttp.Response response = client.response(false);
            assertThat(response.status(), is(200));
            assertThat(response.body(), containsString("\"id\":1,\"result\":{"));
        }
        List<String> events = server.log().stream()
                .map(line -> line.contains("Stopping") ? "stopping" : line.contains("\"tool\":\"search_code\"") ? "answered" : "")
                .filter(event -> !event.isEmpty())
                .toList();
        assertThat(events, contains("stopping", "answered"));
    }

    private void assertStops() {
        int exitCode = server.stop(SOON);
        assertThat(exitCode, anyOf(is(143), is(0)));
        // the line of the last answer may come after the one that says that it stops
        List<String> log = server.log().stream().filter(line -> !line.contains(" sigil.access ")).toList();
        assertThat(log.get(log.size() - 2), endsWith("Stopping: running calls may finish."));
        assertThat(log.getLast(), endsWith("Stopped."));
    }
}
