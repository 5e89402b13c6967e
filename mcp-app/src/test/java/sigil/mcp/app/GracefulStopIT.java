package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

/** What SIGTERM does to a server: it ends within seconds, says so, and owes nobody an answer. */
class GracefulStopIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int FILES = 2_000;

    @TempDir
    private static Path home;

    @BeforeAll
    static void repository() {
        String text = "another line of text without what is searched for\n".repeat(1_000);
        for (int i = 0; i < FILES; i++) {
            Image.write(home.resolve("sample/" + i % 20 + "/file" + i + ".txt"), text);
        }
    }

    private RunningImage server;

    @BeforeEach
    void start() {
        server = RunningImage.start(Image.in(home), "--no-auth", "--repo", "sample=" + home.resolve("sample"));
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
    void aCallThatRunsIsAnsweredBeforeTheEnd() throws Exception {
        JsonObject arguments = JsonCodec.object().add("query", "(needle|pin) in (a )?hay(stack|rick)").add("regex", true).build();
        CompletableFuture<RawHttp.Response> answer = CompletableFuture.supplyAsync(() -> RawHttp.once(server.port(), "POST", "/mcp", List.of(),
                Rpc.callWithProgress("search_code", arguments)));
        Thread.sleep(200);
        boolean early = answer.isDone();
        // the grace is 10 s
        int exitCode = server.stop(Duration.ofSeconds(20));
        RawHttp.Response response = answer.get(20, TimeUnit.SECONDS);
        assertThat("the search ran when the signal came", early, is(false));
        assertThat(exitCode, anyOf(is(143), is(0)));
        assertThat(response.status(), is(200));
        assertThat(response.body(), containsString("\"id\":1,\"result\":{"));
    }

    private void assertStops() {
        int exitCode = server.stop(SOON);
        assertThat(exitCode, anyOf(is(143), is(0)));
        List<String> log = server.log();
        assertThat(log.get(log.size() - 2), endsWith("Stopping: running calls may finish."));
        assertThat(log.getLast(), endsWith("Stopped."));
    }
}
