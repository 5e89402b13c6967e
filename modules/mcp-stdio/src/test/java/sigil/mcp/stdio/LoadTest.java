package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many requests, and clients that are slower than the server. */
class LoadTest extends ServedTest {
    private static final Duration LONG = Duration.ofSeconds(45);
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final int MANY = 1_000;

    // behaviour: stdio.concurrent stdio.both-eras
    @Test
    void aThousandRequestsAtOnceAreAllAnsweredOutOfOrder() throws Exception {
        serve(limits(1 << 20, MANY + 1, 64, 1 << 20, LONG, GRACE));
        server.send(Talk.call(MANY, "hold", "{}"));
        for (int i = 0; i < MANY; i++) {
            server.send(i % 2 == 0 ? Talk.call(i, "echo", "{'text':'" + i + "'}") : Talk.modernCall(i, "echo", "{'text':'" + i + "'}"));
        }
        Set<Integer> answered = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            JsonObject answer = server.next();
            assertThat(RunningServer.said(answer), is(String.valueOf(answer.getInt("id"))));
            answered.add(answer.getInt("id"));
        }
        assertThat(answered, hasSize(MANY));
        tools.release();
        assertThat(server.said(MANY), is("released"));
    }

    // behaviour: stdio.cancel modern.cancel.notification
    @Test
    void aThousandThatWaitAtOnceAreAllToldToEnd() throws Exception {
        serve(limits(1 << 20, MANY, 64, 1 << 20, LONG, GRACE));
        for (int i = 0; i < MANY; i++) {
            server.send(Talk.modernCall(i, "wait", "{}"));
        }
        await(tools.waiting(), MANY);
        for (int i = 0; i < MANY; i++) {
            server.send(Talk.cancel(i));
        }
        await(tools.cancelled(), MANY);
        assertThat(server.quiet(), is(true));
    }

    @Test
    void ofAThousandOverTheBoundEachIsAnsweredOrRefused() throws Exception {
        serve();
        for (int i = 0; i < MANY; i++) {
            server.send(Talk.call(i, "echo", "{'text':'x'}"));
        }
        Set<Integer> heard = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            JsonObject message = server.next();
            assertThat(message.containsKey("result") || message.getJsonObject("error").getInt("code") == 429, is(true));
            heard.add(message.getInt("id"));
        }
        assertThat(heard, hasSize(MANY));
    }

    // behaviour: stdio.blocked-reader
    @Test
    void aClientThatReadsSlowlyGetsEverythingInTheEnd() throws Exception {
        server = RunningServer.unread(mcp, limits(1 << 20, 64, 64, 1 << 18, LONG, GRACE));
        String text = "x".repeat(100_000);
        for (int i = 0; i < 64; i++) {
            server.send(Talk.call(i, "echo", "{'text':'" + text + "'}"));
        }
        Thread.sleep(300);
        server.read();
        Set<Integer> heard = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            JsonObject answer = server.next();
            assertThat(RunningServer.said(answer), is(text));
            heard.add(answer.getInt("id"));
        }
        assertThat(heard, hasSize(64));
    }

    @Test
    void aClientThatHasNotReadYetCanStillTakeItsRequestsBack() throws Exception {
        server = RunningServer.unread(mcp, limits(1 << 20, 64, 64, 1 << 16, LONG, GRACE));
        String text = "x".repeat(100_000);
        server.send(Talk.modernCall(100, "wait", "{}"));
        await(tools.waiting(), 1);
        for (int i = 0; i < 20; i++) {
            server.send(Talk.call(i, "echo", "{'text':'" + text + "'}"));
        }
        server.send(Talk.cancel(100));
        await(tools.cancelled(), 1);
    }
}
