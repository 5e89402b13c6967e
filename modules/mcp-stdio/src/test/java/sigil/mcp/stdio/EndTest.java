package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** How it ends: 2026-07-28, stdio, "Shutdown"; 2025-11-25, lifecycle, "Shutdown". */
class EndTest extends ServedTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final List<String> ANSWERED_AT_ONCE = List.of("x", "[{}]", "{'id':{}}", "{'jsonrpc':'2.0','id':1,'method':7}");

    // behaviour: stdio.eof
    @Test
    void itReturnsSoonAfterItsInputHasEnded() throws Exception {
        serve();
        server.send(Talk.initialize(1), Talk.INITIALIZED);
        server.answer(1);
        server.end();
        assertThat(server.returns(SOON), is(true));
        assertThat("the session has ended", mcp.sessions(), is(0));
    }

    // behaviour: stdio.eof
    @Test
    void whatWasAskedBeforeTheEndIsAnswered() throws Exception {
        serve();
        server.send(Talk.initialize(1), Talk.INITIALIZED, Talk.call(2, "echo", "{'text':'two'}"), Talk.modernCall(3, "count", "{}"),
                Talk.call(4, "hold", "{}"));
        server.end();
        assertThat(server.returns(Duration.ofMillis(300)), is(false));
        tools.release();
        assertThat(server.rest().stream().map(answer -> answer.getInt("id")).toList(), containsInAnyOrder(1, 2, 3, 4));
    }

    // behaviour: stdio.eof
    @Test
    void aCallThatDoesNotReturnInTheGraceIsAnsweredWithoutIt() throws Exception {
        serve(grace(Duration.ofMillis(200)));
        server.send(Talk.call(1, "wait", "{}"));
        await(tools.waiting(), 1);
        server.end();
        List<JsonObject> rest = server.rest();
        assertThat(rest.stream().map(RunningServer::said).toList(), contains(containsString("being stopped")));
        await(tools.cancelled(), 1);
    }

    // behaviour: modern.listen.end
    @Test
    void aSubscriptionEndsAtOnceWithAResultAndThenItsCancellation() throws Exception {
        serve();
        server.send(Talk.listen(7));
        server.next();
        server.end();
        assertThat(server.returns(SOON), is(true));
        List<JsonObject> rest = server.rest();
        assertThat(rest.size(), is(2));
        JsonObject result = rest.getFirst().getJsonObject("result");
        assertThat(rest.getFirst().getInt("id"), is(7));
        assertThat(result.getString("resultType"), is("complete"));
        assertThat(result.getJsonObject("_meta").getInt("io.modelcontextprotocol/subscriptionId"), is(7));
        assertThat(rest.getLast().getString("method"), is("notifications/cancelled"));
        assertThat(rest.getLast().getJsonObject("params").getInt("requestId"), is(7));
    }

    @Test
    void aSubscriptionIsAcknowledgedBeforeItEndsHoweverSoonThatIs() throws Exception {
        serve();
        for (int i = 0; i < 20; i++) {
            server.send(Talk.listen(i));
        }
        server.end();
        List<JsonObject> rest = server.rest();
        for (int i = 0; i < 20; i++) {
            int id = i;
            assertThat(rest.stream().filter(message -> id == subscription(message))
                    .map(message -> message.getString("method", "result")).toList(),
                    contains("notifications/subscriptions/acknowledged", "result", "notifications/cancelled"));
        }
    }

    private static int subscription(JsonObject message) {
        JsonObject body = message.getJsonObject(message.containsKey("method") ? "params" : "result");
        return body.getJsonObject("_meta").getInt("io.modelcontextprotocol/subscriptionId");
    }

    @Test
    void aSubscriptionThatItsClientEndedIsNotEndedAgain() throws Exception {
        serve();
        server.send(Talk.listen(7));
        server.next();
        server.send(Talk.cancel(7));
        server.end();
        assertThat(server.rest(), is(List.of()));
    }

    // behaviour: legacy.ask.session-end
    @Test
    void aQuestionThatCannotBeAnsweredAnyMoreEndsItsCall() throws Exception {
        serve();
        server.send(Talk.initialize(1), Talk.call(2, "ask", "{}"));
        server.answer(1);
        assertThat(server.next().getString("method"), is("elicitation/create"));
        server.end();
        assertThat(server.returns(SOON), is(true));
        assertThat(server.rest().stream().map(RunningServer::said).toList(), contains(containsString("session ended")));
    }

    @Test
    void itCanBeStoppedWhileItsInputIsOpen() throws Exception {
        serve();
        server.send(Talk.listen(1), Talk.call(2, "hold", "{}"));
        server.next();
        await(tools.holding(), 1);
        server.stdio().stop();
        assertThat(server.next().getInt("id"), is(1));
        assertThat(server.next().getString("method"), is("notifications/cancelled"));
        server.send(Talk.call(3, "echo", "{}"));
        assertThat(server.answer(3).getJsonObject("error").getInt("code"), is(503));
        tools.release();
        assertThat(server.said(2), is("released"));
        assertThat(server.returns(SOON), is(true));
    }

    @Test
    void aClientThatClosesTheOutputEndsItAndItsCallsQuietly() throws Exception {
        serve();
        server.send(Talk.call(1, "wait", "{}"), Talk.listen(2));
        await(tools.waiting(), 1);
        server.next();
        server.stopReading();
        tools.change();
        assertThat(server.returns(RunningServer.PATIENCE), is(true));
        await(tools.cancelled(), 1);
    }

    @Test
    void aClientThatReadsNothingDoesNotKeepItFromEnding() throws Exception {
        server = RunningServer.unread(mcp, limits(1 << 20, 64, 4, 1 << 20, Duration.ofSeconds(45), Duration.ofMillis(200)));
        String text = "x".repeat(100_000);
        for (int i = 0; i < 30; i++) {
            server.send(Talk.call(i, "echo", "{'text':'" + text + "'}"));
        }
        server.end();
        assertThat(server.returns(RunningServer.PATIENCE), is(true));
    }

    // behaviour: stdio.eof stdio.blocked-reader
    @ParameterizedTest
    @FieldSource("ANSWERED_AT_ONCE")
    void norDoesOneThatSendsMoreThanItsAnswersHaveRoomAndThenEnds(String line) throws Exception {
        server = blocked();
        // the pipe takes some 64 KiB of answers, the queue ten thousand bytes; what is left of these lines waits in the pipe to the server
        server.send(Collections.nCopies(60_000 / (line.length() + 1), line).toArray(String[]::new));
        server.send(Talk.call(1, "wait", "{}"));
        server.end();
        assertThat(server.returns(RunningServer.PATIENCE), is(true));
    }

    // behaviour: stdio.blocked-reader
    @Test
    void norOneThatGoesOnSendingAndNeverReads() throws Exception {
        server = blocked();
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    server.send("x");
                }
            } catch (IOException e) {
                // the server has ended
            }
        });
        assertThat(server.returns(RunningServer.PATIENCE), is(true));
        server.stopSending();
        sender.join();
    }

    // behaviour: stdio.blocked-reader
    @Test
    void norWhenItIsStopped() throws Exception {
        server = blocked();
        server.send(Talk.initialize(1), Talk.listen(2), Talk.call(3, "wait", "{}"));
        await(tools.waiting(), 1);
        for (int i = 0; i < 3; i++) {
            server.send(Talk.call(10 + i, "echo", "{'text':'" + "x".repeat(100_000) + "'}"));
        }
        server.send(Collections.nCopies(5_000, "x").toArray(String[]::new));
        server.stdio().stop();
        assertThat(server.returns(RunningServer.PATIENCE), is(true));
        await(tools.cancelled(), 1);
    }

    private RunningServer blocked() throws IOException {
        return RunningServer.unread(mcp, limits(1 << 20, 64, 64, 10_000, Duration.ofSeconds(45), Duration.ofMillis(500)));
    }
}
