package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that end with a question and are made again with its answer (2026-07-28, "Multi Round-Trip Requests"). */
class RetryTest {
    private static final String ARGUMENTS = "\"name\":\"greet\",\"arguments\":{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}";

    private static final McpServer SERVER = Servers.of(SampleTools.questions(), SampleTools.sums());
    private final TestClient alice = new TestClient(SERVER);

    @Test
    void theAnswerIsGoodForTheSameCall() throws InterruptedException {
        assertThat(retry(alice, "tools/call", ARGUMENTS, state(), Questions.ADA).result().toString(), containsString("Hello, Ada!"));
    }

    // behaviour: modern.mrtr.request
    @Test
    void theOrderOfMembersDoesNotMatter() throws InterruptedException {
        String reordered = "\"arguments\":{\"b\":{\"d\":null,\"c\":[1,2]},\"a\":1},\"name\":\"greet\"";
        assertThat(retry(alice, "tools/call", reordered, state(), Questions.ADA).result().toString(), containsString("Hello, Ada!"));
    }

    // behaviour: modern.mrtr.request
    @ParameterizedTest
    @ValueSource(strings = {"\"name\":\"greet\"", "\"name\":\"greet\",\"arguments\":{\"a\":2,\"b\":{\"c\":[1,2],\"d\":null}}",
        "\"name\":\"greet\",\"arguments\":{\"a\":1,\"b\":{\"c\":[2,1],\"d\":null}}", "\"name\":\"steps\",\"arguments\":{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}",
        "\"name\":\"greet\",\"arguments\":{\"a\":\"1\",\"b\":{\"c\":[1,2],\"d\":null}}"})
    void theAnswerIsNotGoodForAnotherCall(String other) throws InterruptedException {
        JsonObject error = retry(alice, "tools/call", other, state(), Questions.ADA).error();
        assertThat(error.getInt("code"), is(RpcError.INVALID_PARAMS));
        assertThat(error.getString("message"), containsString("requestState"));
    }

    // behaviour: modern.mrtr.request
    @Test
    void norForAnotherMethod() throws InterruptedException {
        assertThat(retry(alice, "tools/list", ARGUMENTS, state(), Questions.ADA).error().getInt("code"), is(RpcError.INVALID_PARAMS));
    }

    // behaviour: modern.mrtr.caller
    @Test
    void norForAnotherCaller() throws InterruptedException {
        TestClient bob = new TestClient(SERVER, TestClient.BOB, true);
        assertThat(retry(bob, "tools/call", ARGUMENTS, state(), Questions.ADA).error().getInt("code"), is(RpcError.INVALID_PARAMS));
    }

    // behaviour: modern.mrtr.sealed
    @Test
    void norOnAnotherServerOrChanged() throws InterruptedException {
        String state = state();
        TestClient elsewhere = new TestClient(Servers.of(SampleTools.questions()));
        assertThat(retry(elsewhere, "tools/call", ARGUMENTS, state, Questions.ADA).error().getInt("code"), is(RpcError.INVALID_PARAMS));
        String changed = (state.startsWith("A") ? "B" : "A") + state.substring(1);
        assertThat(retry(alice, "tools/call", ARGUMENTS, changed, Questions.ADA).error().getInt("code"), is(RpcError.INVALID_PARAMS));
    }

    // behaviour: modern.mrtr.expires
    @Test
    void norAfterItsTime() throws InterruptedException {
        TestClient client = new TestClient(Servers.of(Servers.limits(some -> some.stateTtl(Duration.ofMillis(1))), SampleTools.questions()));
        String state = state(client);
        Thread.sleep(30);
        assertThat(retry(client, "tools/call", ARGUMENTS, state, Questions.ADA).error().getString("message"), containsString("expired"));
    }

    // behaviour: modern.mrtr.unasked
    @Test
    void anAnswerToAQuestionThatWasNotAskedYetIsIgnored() throws InterruptedException {
        String call = "\"name\":\"steps\"";
        String first = alice.modern("tools/call", "{" + call + "}", Questions.ANSWERED).result().getString("requestState");
        JsonObject second = alice.modern("tools/call", "{" + call + ",\"requestState\":\"" + first + "\",\"inputResponses\":{\"name\":" + Questions.ADA
                + ",\"capital\":" + Questions.PARIS + ",\"other\":{}}}", Questions.ANSWERED).result();
        assertThat(second.getString("resultType"), is("input_required"));
        assertThat(second.getJsonObject("inputRequests").keySet().toString(), is("[capital]"));
    }

    // behaviour: modern.mrtr.unasked
    @Test
    void anAnswerThatWasTakenIsNotReplaced() throws InterruptedException {
        String call = "\"name\":\"steps\"";
        String state = alice.modern("tools/call", "{" + call + "}", Questions.ANSWERED).result().getString("requestState");
        state = answer(call, state, "\"name\":" + Questions.ADA).getString("requestState");
        JsonObject end = answer(call, state, "\"name\":{\"action\":\"accept\",\"content\":{\"name\":\"Eve\"}},\"capital\":" + Questions.PARIS);
        assertThat(end.toString(), containsString("Ada says Paris"));
    }

    // behaviour: modern.mrtr.again
    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"accept\",\"content\":{\"name\":7}}", "{\"action\":\"accept\"}", "{\"action\":\"maybe\"}", "{}",
        "{\"action\":\"accept\",\"content\":[]}", "\"Ada\"", "null"})
    void anAnswerThatIsNoneIsAskedForAgain(String answer) throws InterruptedException {
        JsonObject result = retry(alice, "tools/call", ARGUMENTS, state(), answer).result();
        assertThat(result.getString("resultType"), is("input_required"));
        assertThat(result.getJsonObject("inputRequests"), hasKey("name"));
        assertThat("and can be given then", retry(alice, "tools/call", ARGUMENTS, result.getString("requestState"), Questions.ADA).result()
                .toString(), containsString("Hello, Ada!"));
    }

    // behaviour: modern.mrtr.again
    @Test
    void noAnswersAtAllAreAskedForAgain() throws InterruptedException {
        JsonObject result = alice.modern("tools/call", "{" + ARGUMENTS + ",\"requestState\":\"" + state() + "\"}", Questions.ANSWERED).result();
        assertThat(result.getString("resultType"), is("input_required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"requestState\":7", "\"requestState\":null", "\"requestState\":\"made up\""})
    void aStateThatIsNoneIsRefusedByItsName(String state) throws InterruptedException {
        JsonObject error = alice.modern("tools/call", "{" + ARGUMENTS + "," + state + "}", Questions.ANSWERED).error();
        assertThat(error.getInt("code"), is(RpcError.INVALID_PARAMS));
        assertThat(error.getString("message"), containsString("params.requestState"));
    }

    @Test
    void answersThatAreNoObjectAreRefusedByTheirName() throws InterruptedException {
        JsonObject error = alice.modern("tools/call", "{" + ARGUMENTS + ",\"requestState\":\"" + state() + "\",\"inputResponses\":[]}",
                Questions.ANSWERED).error();
        assertThat(error.getString("message"), containsString("params.inputResponses"));
    }

    // behaviour: modern.mrtr.capability
    @Test
    void aClientIsToldOfEverythingThatItLacks() throws InterruptedException {
        Reply.Failure failure = (Reply.Failure) alice.modern("tools/call", "{\"name\":\"survey\"}", "{\"roots\":{},\"elicitation\":{\"url\":{}}}").reply();
        assertThat(failure.error().code(), is(RpcError.MISSING_REQUIRED_CLIENT_CAPABILITY));
        assertThat(failure.error().httpStatus(), is(400));
        assertThat(failure.error().data().orElseThrow().toString(),
                is("{\"requiredCapabilities\":{\"elicitation\":{\"form\":{}},\"sampling\":{}}}"));
    }

    // behaviour: modern.mrtr.capability
    @Test
    void whatIsLackingIsSaidOnceWhereSeveralQuestionsLackIt() throws InterruptedException {
        McpServer asksBoth = Servers.of((arguments, call) -> {
            call.askAll(List.of(Questions.NAME, Questions.SIGN_IN));
            return SampleTools.text("");
        });
        assertThat(new TestClient(asksBoth).modern("tools/call", "{\"name\":\"tool\"}").error().getJsonObject("data").toString(),
                is("{\"requiredCapabilities\":{\"elicitation\":{\"form\":{},\"url\":{}}}}"));
    }

    @Test
    void theHandlerRunsAgainFromItsStartAndGetsTheSameAnswers() throws InterruptedException {
        List<String> runs = new ArrayList<>();
        McpServer counting = Servers.of((arguments, call) -> {
            runs.add("start");
            ElicitResult first = call.ask(Questions.NAME);
            assertThat("asked twice, answered once", call.ask(Questions.NAME), is(first));
            runs.add(first.content().getString("name"));
            return SampleTools.text("done");
        });
        TestClient client = new TestClient(counting);
        String state = client.modern("tools/call", "{\"name\":\"tool\"}", Questions.FORM).result().getString("requestState");
        client.modern("tools/call", "{\"name\":\"tool\",\"requestState\":\"" + state + "\",\"inputResponses\":{\"name\":" + Questions.ADA + "}}",
                Questions.FORM).result();
        assertThat(runs, is(List.of("start", "start", "Ada")));
    }

    @Test
    void whatWasNeverAskedHasNoAnswer() throws InterruptedException {
        McpServer careless = Servers.of((arguments, call) -> SampleTools.text(call.answer(Questions.NAME).toString()));
        assertThat(new TestClient(careless).modern("tools/call", "{\"name\":\"tool\"}", Questions.FORM).result().getBoolean("isError"), is(true));
    }

    // behaviour: modern.mrtr.sealed
    @Test
    void theStateTellsNothingOfTheAnswersThatItCarries() throws InterruptedException {
        String call = "\"name\":\"steps\"";
        String state = alice.modern("tools/call", "{" + call + "}", Questions.ANSWERED).result().getString("requestState");
        String next = answer(call, state, "\"name\":" + Questions.ADA).getString("requestState");
        assertThat(next, not(containsString("Ada")));
        assertThat(next, not(is(state)));
    }

    private JsonObject answer(String call, String state, String answers) throws InterruptedException {
        return alice.modern("tools/call", "{" + call + ",\"requestState\":\"" + state + "\",\"inputResponses\":{" + answers + "}}",
                Questions.ANSWERED).result();
    }

    private String state() throws InterruptedException {
        return state(alice);
    }

    private static String state(TestClient client) throws InterruptedException {
        return client.modern("tools/call", "{" + ARGUMENTS + "}", Questions.ANSWERED).result().getString("requestState");
    }

    private static Wire retry(TestClient client, String method, String params, String state, String answer) {
        return client.modern(method, "{" + params + ",\"requestState\":\"" + state + "\",\"inputResponses\":{\"name\":" + answer + "}}",
                Questions.ANSWERED);
    }
}
