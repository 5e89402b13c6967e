package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.RpcError;

/** What a connection makes of the order and the number of messages. */
class ConnectionTest extends ServedTest {
    private static final Duration LONG = Duration.ofSeconds(45);
    private static final Duration GRACE = Duration.ofMillis(200);

    // behaviour: stdio.ask
    @Test
    void whatFollowsInitializeBelongsToItsSessionEvenIfNobodyWaitedForTheAnswer() throws Exception {
        serve();
        server.send(Talk.initialize(1), Talk.INITIALIZED, Talk.call(2, "ask", "{}"));
        assertThat(server.next().getInt("id"), is(1));
        JsonObject question = server.next();
        assertThat(question.getString("method"), is("elicitation/create"));
        server.send(Talk.accept(question.getString("id"), "Ada"));
        assertThat(server.said(2), is("Hello, Ada"));
    }

    @Test
    void aCallBeforeInitializeIsAnsweredWithoutASession() throws Exception {
        serve();
        server.send(Talk.call(1, "echo", "{'text':'early'}"), "{'jsonrpc':'2.0','id':2,'method':'logging/setLevel','params':{'level':'info'}}");
        assertThat(server.said(1), is("early"));
        assertThat(server.answer(2).getJsonObject("error").getInt("code"), is(RpcError.INVALID_REQUEST));
    }

    // behaviour: stdio.told
    @Test
    void aSecondInitializeEndsTheFirstSession() throws Exception {
        serve();
        server.send(Talk.initialize(1), Talk.call(2, "ask", "{}"));
        server.answer(1);
        JsonObject question = server.next();
        server.send(Talk.initialize(3));
        assertThat(server.answer(3).containsKey("result"), is(true));
        assertThat(server.said(2), containsString("session ended"));
        server.send(Talk.accept(question.getString("id"), "Ada"));
        assertThat(mcp.sessions(), is(1));
        tools.change();
        assertThat(server.next().getString("method"), is("notifications/tools/list_changed"));
        assertThat("told once", server.quiet(), is(true));
    }

    @Test
    void anInitializeThatFailsLeavesTheSessionAsItIs() throws Exception {
        serve();
        server.send(Talk.initialize(1), "{'jsonrpc':'2.0','id':2,'method':'initialize','params':{}}", Talk.call(3, "ask", "{}"));
        server.answer(1);
        assertThat(server.answer(2).getJsonObject("error").getInt("code"), is(RpcError.INVALID_PARAMS));
        server.send(Talk.accept(server.next().getString("id"), "Ada"));
        assertThat(server.said(3), is("Hello, Ada"));
    }

    // behaviour: stdio.cancel
    @Test
    void aCancellationOnTheNextLineFindsItsRequest() throws Exception {
        serve(limits(1 << 20, 200, 200, 1 << 20, LONG, GRACE));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(i % 2 == 0 ? Talk.modernCall(i, "wait", "{}") : Talk.call(i, "wait", "{}"));
            lines.add(Talk.cancel(i));
            lines.add(Talk.listen(1_000 + i));
            lines.add(Talk.cancel(1_000 + i));
        }
        server.send(lines.toArray(String[]::new));
        server.end();
        // had one been missed, it would be answered when the server gives up
        assertThat(server.rest().stream().filter(message -> message.containsKey("id")).toList(), is(List.of()));
    }

    // behaviour: rpc.duplicate-id
    @Test
    void anIdIsUsedOnceAtATimeWhateverTheEra() throws Exception {
        serve();
        server.send(Talk.modernCall(1, "wait", "{}"));
        await(tools.waiting(), 1);
        for (String again : List.of(Talk.modernCall(1, "echo", "{}"), Talk.call(1, "echo", "{}"), Talk.listen(1))) {
            server.send(again);
            assertThat(server.answer(1).getJsonObject("error").getInt("code"), is(RpcError.INVALID_REQUEST));
        }
        server.send(Talk.cancel(1));
        await(tools.cancelled(), 1);
        assertThat(server.quiet(), is(true));
    }

    @Test
    void callsOverTheBoundAreRefusedAndCancellationsAndAnswersAreNot() throws Exception {
        serve(limits(1 << 20, 3, 1, 1 << 20, LONG, GRACE));
        server.send(Talk.initialize(1), Talk.call(2, "ask", "{}"), Talk.call(3, "wait", "{}"), Talk.call(4, "wait", "{}"));
        server.answer(1);
        String question = server.next().getString("id");
        await(tools.waiting(), 2);
        server.send(Talk.call(5, "echo", "{}"));
        JsonObject refusal = server.answer(5).getJsonObject("error");
        assertThat(refusal.getInt("code"), is(429));
        assertThat(refusal.getString("message"), is("All 3 places are taken. Try again in a moment."));
        server.send(Talk.accept(question, "Ada"));
        assertThat(server.said(2), is("Hello, Ada"));
        server.send(Talk.cancel(3));
        await(tools.cancelled(), 1);
        server.send(Talk.call(6, "echo", "{'text':'a place'}"));
        assertThat(server.said(6), is("a place"));
    }

    @Test
    void eachRequestOfABatchOverTheBoundIsRefusedByItsId() throws Exception {
        serve(limits(1 << 20, 1, 1, 1 << 20, LONG, GRACE));
        server.send(Talk.call(1, "wait", "{}"));
        await(tools.waiting(), 1);
        server.send("[" + Talk.call(2, "echo", "{}") + "," + Talk.cancel(99) + "," + Talk.call(3, "echo", "{}") + "]");
        List<JsonObject> refusals = server.next(RunningServer.PATIENCE).orElseThrow().asJsonArray().getValuesAs(JsonObject.class);
        assertThat(refusals.stream().map(refusal -> refusal.getInt("id") + " " + refusal.getJsonObject("error").getInt("code")).toList(),
                is(List.of("2 429", "3 429")));
    }

    @Test
    void subscriptionsTakeNoPlaceOfACallAndHaveABoundOfTheirOwn() throws Exception {
        serve(limits(1 << 20, 1, 2, 1 << 20, LONG, GRACE));
        server.send(Talk.listen(1), Talk.listen(2));
        for (int i = 0; i < 2; i++) {
            assertThat(server.next().getString("method"), is("notifications/subscriptions/acknowledged"));
        }
        server.send(Talk.listen(3));
        assertThat(server.answer(3).getJsonObject("error").getInt("code"), is(429));
        server.send(Talk.modernCall(4, "echo", "{'text':'room'}"));
        assertThat(server.said(4), is("room"));
        server.send(Talk.cancel(1));
        long end = System.nanoTime() + RunningServer.PATIENCE.toNanos();
        String method = "";
        for (int id = 5; method.isEmpty() && System.nanoTime() < end; id++) {
            server.send(Talk.listen(id));
            method = server.next().getString("method", "");
        }
        assertThat("its place is free", method, is("notifications/subscriptions/acknowledged"));
    }

    @Test
    void aClientWithAsManyCallsAsThereArePlacesIsNeverRefused() throws Exception {
        serve(limits(1 << 20, 4, 1, 1 << 20, LONG, GRACE));
        for (int i = 0; i < 4; i++) {
            server.send(Talk.call(i, "echo", "{'text':'x'}"));
        }
        for (int i = 4; i < 2_000; i++) {
            assertThat(RunningServer.said(server.next()), is("x"));
            server.send(Talk.call(i, "echo", "{'text':'x'}"));
        }
    }

    // behaviour: rpc.time-over
    @Test
    void aCallWhoseTimeIsOverIsAnsweredOnceAndItsToolIsTold() throws Exception {
        serve(limits(1 << 20, 4, 1, 1 << 20, Duration.ofMillis(300), GRACE));
        for (String call : List.of(Talk.call(1, "wait", "{}"), Talk.modernCall(1, "wait", "{}"))) {
            server.send(call);
            JsonObject answer = server.answer(1);
            assertThat(answer.getJsonObject("result").getBoolean("isError"), is(true));
            assertThat(RunningServer.said(answer), containsString("Ask for less"));
            await(tools.cancelled(), 1);
        }
        assertThat(server.quiet(), is(true));
    }

    @Test
    void theTimeOfACallStandsStillWhileItsClientIsAsked() throws Exception {
        serve(limits(1 << 20, 4, 1, 1 << 20, Duration.ofMillis(300), GRACE));
        server.send(Talk.initialize(1), Talk.call(2, "ask", "{}"));
        server.answer(1);
        JsonObject question = server.next();
        assertThat(server.next(Duration.ofMillis(900)).isEmpty(), is(true));
        server.send(Talk.accept(question.getString("id"), "Ada"));
        assertThat(server.said(2), is("Hello, Ada"));
    }

    @Test
    void aSubscriptionOutlivesTheTimeOfACall() throws Exception {
        serve(limits(1 << 20, 4, 1, 1 << 20, Duration.ofMillis(200), GRACE));
        server.send(Talk.listen(1));
        server.next();
        assertThat(server.next(Duration.ofMillis(600)).isEmpty(), is(true));
        tools.change();
        assertThat(server.next().getString("method"), is("notifications/tools/list_changed"));
    }

    // behaviour: cancel.stops
    @Test
    void nothingIsSentForARequestThatWasTakenBackNotEvenWhatWaitedToBeSent() throws Exception {
        server = RunningServer.unread(mcp, limits(1 << 20, 4, 1, 1 << 16, LONG, GRACE));
        // more progress than fits into the pipe and the queue
        server.send("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'count','arguments':{'to':100000},"
                + "'_meta':{'progressToken':1}}}");
        Thread.sleep(500);
        server.send(Talk.cancel(1), Talk.call(2, "echo", "{'text':'after'}"));
        Thread.sleep(200);
        server.read();
        int told = 0;
        JsonObject message = server.next();
        while (message.containsKey("method")) {
            told++;
            message = server.next();
        }
        assertThat(RunningServer.said(message), is("after"));
        assertThat("only what was in the pipe already: " + told, told < 2_000, is(true));
        assertThat(server.quiet(), is(true));
    }
}
