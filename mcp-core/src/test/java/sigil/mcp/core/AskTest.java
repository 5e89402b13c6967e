package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of the server in the legacy era, and their answers. */
class AskTest {
    private static final McpServer SERVER = Servers.of(SampleTools.questions());

    // behaviour: legacy.ask.by-id legacy.ask.concurrent
    @Test
    void callsThatWaitAtTheSameTimeEachGetTheirOwnAnswer() throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        Wire one = client.call("greet", "{}");
        JsonObject first = one.next();
        Wire two = client.call("greet", "{}");
        JsonObject second = two.next();
        assertThat(first.get("id"), is(not(second.get("id"))));
        client.answer(second, "{\"action\":\"accept\",\"content\":{\"name\":\"Two\"}}");
        assertThat(two.result().toString(), containsString("Hello, Two!"));
        assertThat(one.later().isDone(), is(false));
        client.answer(first, "{\"action\":\"accept\",\"content\":{\"name\":\"One\"}}");
        assertThat(one.result().toString(), containsString("Hello, One!"));
    }

    // behaviour: legacy.ask.by-id
    @Test
    void anAnswerOfAnotherSessionIsNone() throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        TestClient other = TestClient.legacy(SERVER, TestClient.BOB, "2025-11-25", Questions.ANSWERED);
        Wire wire = client.call("greet", "{}");
        JsonObject question = wire.next();
        other.answer(question, "{\"action\":\"accept\",\"content\":{\"name\":\"Mallory\"}}");
        client.answer(question, Questions.ADA);
        assertThat(wire.result().toString(), containsString("Hello, Ada!"));
    }

    // behaviour: rpc.unwaited-response
    @Test
    void anAnswerThatNobodyWaitsForIsDropped() throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        Wire wire = client.call("greet", "{}");
        JsonObject question = wire.next();
        client.answer(question, Questions.ADA);
        assertThat(wire.result().toString(), containsString("Ada"));
        for (String late : List.of("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id") + ",\"result\":{}}", "{\"jsonrpc\":\"2.0\",\"id\":77,\"error\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"What?\"}}")) {
            assertThat(client.send(late).reply(), instanceOf(Reply.Accepted.class));
        }
        client.forgetSession();
        assertThat("without a session too", client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}").reply(), instanceOf(Reply.Accepted.class));
    }

    // behaviour: legacy.ask.refused
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"error\":{\"code\":-1,\"message\":\"No\"} | refused elicitation/create: No",
        "\"error\":{}                           | no reason given",
        "\"error\":null                         | no reason given",
        "\"result\":null                        | no reason given",
        "\"result\":[]                          | no reason given",
        "\"result\":{}                          | action must be",
        "\"result\":{\"action\":\"accept\"}     | does not fit the form",
        "\"result\":{\"action\":\"accept\",\"content\":[]} | content must be an object"})
    void anAnswerThatIsNoneEndsTheCallWithAResultThatSaysSo(String answer, String said) throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        Wire wire = client.call("greet", "{}");
        client.send("{\"jsonrpc\":\"2.0\",\"id\":" + wire.next().get("id") + "," + answer.strip() + "}").reply();
        JsonObject result = wire.result();
        assertThat(result.getBoolean("isError"), is(true));
        assertThat(result.toString(), containsString(said.strip()));
    }

    // behaviour: legacy.ask.session-end
    @Test
    void theEndOfASessionGivesUpWhatWasAsked() throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        Wire wire = client.call("greet", "{}");
        wire.next();
        SERVER.end(client.session());
        assertThat(wire.result().toString(), containsString("The session ended"));
    }

    // behaviour: legacy.ask.session-end
    @Test
    void whatIsAskedAfterTheEndIsGivenUpAtOnce() throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        SERVER.end(client.session());
        assertThat(client.call("greet", "{}").result().toString(), containsString("The session ended"));
    }

    // behaviour: legacy.ask.timeout
    @Test
    void aQuestionThatIsNotAnsweredInTimeIsTakenBack() throws InterruptedException {
        McpServer hasty = Servers.of(Servers.limits(some -> some.askTimeout(Duration.ofMillis(50))), SampleTools.questions());
        TestClient client = TestClient.legacy(hasty, Questions.ANSWERED);
        Wire wire = client.call("survey", "{}");
        JsonObject name = wire.next();
        JsonObject capital = wire.next();
        JsonObject roots = wire.next();
        assertThat(wire.result().toString(), containsString("did not answer elicitation/create"));
        assertThat(wire.rest().stream().map(message -> message.getString("method") + message.getJsonObject("params").get("requestId")).toList(),
                is(List.of("notifications/cancelled" + name.get("id"), "notifications/cancelled" + capital.get("id"),
                        "notifications/cancelled" + roots.get("id"))));
        client.answer(name, Questions.ADA);
    }

    // behaviour: legacy.ask.timeout
    @Test
    void whatWasAnsweredIsNotTakenBack() throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        Wire wire = client.call("greet", "{}");
        client.answer(wire.next(), Questions.ADA);
        wire.result();
        assertThat(wire.rest(), is(empty()));
    }

    // behaviour: legacy.cancel cancel.stops
    @Test
    void aCallThatIsCancelledWhileItWaitsIsNotAnswered() throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, Questions.ANSWERED);
        Wire wire = client.send("{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"method\":\"tools/call\",\"params\":{\"name\":\"greet\"}}");
        wire.next();
        client.cancel("\"c\"");
        assertThat(wire.reply(), instanceOf(Reply.Cancelled.class));
    }

    // behaviour: legacy.ask.unsupported
    @ParameterizedTest
    @CsvSource({"2024-11-05,false", "2025-03-26,false", "2025-06-18,true", "2025-11-25,true"})
    void aRevisionWithoutElicitationCannotDeclareIt(String version, boolean known) throws InterruptedException {
        TestClient client = TestClient.legacy(SERVER, TestClient.ALICE, version, "{\"elicitation\":{\"url\":{}}}");
        Wire form = client.call("greet", "{}");
        if (known && version.equals("2025-06-18")) {
            JsonObject question = form.next();
            assertThat("there are no modes yet", question.getJsonObject("params").containsKey("mode"), is(false));
            client.answer(question, "{\"action\":\"cancel\"}");
        }
        assertThat(form.result().getBoolean("isError"), is(!version.equals("2025-06-18")));
        Wire url = client.call("sign_in", "{}");
        if (version.equals("2025-11-25")) {
            client.answer(url.next(), "{\"action\":\"cancel\"}");
        }
        assertThat(url.result().getBoolean("isError"), is(!version.equals("2025-11-25")));
    }

    @Test
    void soundInAQuestionIsDescribedToTheFirstRevision() throws InterruptedException {
        McpServer listens = Servers.of((arguments, call) -> SampleTools.text(call.ask(new CreateMessageRequest("k",
                List.of(new PromptMessage(Role.USER, new AudioContent("c291bmQ=", "audio/wav"))), 10)).text()));
        TestClient first = TestClient.legacy(listens, TestClient.ALICE, "2024-11-05", Questions.ANSWERED);
        Wire wire = first.call("tool", "{}");
        JsonObject question = wire.next();
        assertThat(question.toString(), containsString("audio/wav, which this client cannot take"));
        first.answer(question, Questions.PARIS);
        assertThat(wire.result().toString(), containsString("Paris"));
        TestClient second = TestClient.legacy(listens, TestClient.BOB, "2025-03-26", Questions.ANSWERED);
        Wire next = second.call("tool", "{}");
        assertThat(next.next().toString(), containsString("\"type\":\"audio\""));
        listens.end(second.session());
    }
}
