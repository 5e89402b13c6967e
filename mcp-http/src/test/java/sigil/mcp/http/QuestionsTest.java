package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.ServerLimits;

/** Questions of the server to its client, of which there may be many, and answers that are none of those it waits for. */
class QuestionsTest {
    private static final int MANY = 100;
    private static final Pattern QUESTION = Pattern.compile("\"id\":\"([^\"]+)\",\"method\":\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("What is name (\\d+)\\?");
    private static final String ASKED = "{\"elicitation\":{},\"sampling\":{}}";

    private TestServer server;

    @BeforeEach
    void start() {
        start(Duration.ofSeconds(60));
    }

    private void start(Duration askTimeout) {
        ServerLimits usual = ServerLimits.DEFAULTS;
        server = new TestServer(new HttpLimits(1 << 16, 4_096, 16, 2 * MANY, 2 * MANY, 1_000, Duration.ofSeconds(60), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofMillis(500), Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4)),
                new ServerLimits(usual.pageSize(), usual.maxSessions(), usual.sessionIdle(), usual.maxSubscriptions(), usual.maxBatch(),
                        usual.maxTasks(), usual.taskTtl(), askTimeout, usual.stateTtl()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // behaviour: legacy.ask.by-id http.ask
    @Test
    void aHundredQuestionsOfOneCallAreAnsweredInAnyOrder() throws InterruptedException {
        SessionClient client = SessionClient.open(server, "2025-11-25", ASKED);
        try (RawHttp call = client.begin(SessionClient.callBody(1, "ask_many", "{\"questions\":" + MANY + "}"))) {
            Map<String, String> nameOf = new HashMap<>();
            for (int i = 0; i < MANY; i++) {
                String question = SessionClient.event(call);
                nameOf.put(id(question), "n" + first(NUMBER, question));
            }
            List<String> ids = new ArrayList<>(nameOf.keySet());
            Collections.shuffle(ids, new Random(7));
            List<Thread> answering = ids.stream().map(id -> Thread.ofVirtual().start(() ->
                    assertThat(client.call(accept(id, nameOf.get(id))).status(), is(202)))).toList();
            for (Thread thread : answering) {
                thread.join();
            }
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < MANY; i++) {
                all.append(i == 0 ? "" : " ").append("n").append(i);
            }
            assertThat(SessionClient.event(call), containsString("\"" + all + "\""));
        }
    }

    // behaviour: legacy.ask.by-id http.ask
    @Test
    void aHundredCallsThatAskAtOnceGetEachItsOwnAnswer() throws InterruptedException {
        SessionClient client = SessionClient.open(server, "2025-11-25", ASKED);
        Map<Integer, RawHttp> calls = new HashMap<>();
        Map<Integer, String> questions = new HashMap<>();
        for (int i = 1; i <= MANY; i++) {
            calls.put(i, client.begin(SessionClient.callBody(i, "ask", "{}")));
        }
        calls.forEach((i, call) -> questions.put(i, id(SessionClient.event(call))));
        assertThat("no two are the same", questions.values().stream().distinct().toList(), hasSize(MANY));
        List<Integer> order = new ArrayList<>(questions.keySet());
        Collections.shuffle(order, new Random(7));
        List<Thread> answering = order.stream().map(i -> Thread.ofVirtual().start(() ->
                assertThat(client.call(accept(questions.get(i), "of call " + i)).status(), is(202)))).toList();
        for (Thread thread : answering) {
            thread.join();
        }
        calls.forEach((i, call) -> {
            String answer = SessionClient.event(call);
            assertThat(answer, containsString("\"id\":" + i + ",\"result\""));
            assertThat(answer, containsString("ACCEPT of call " + i + "\""));
            call.close();
        });
    }

    // behaviour: legacy.ask.by-id
    @Test
    void ofTwoAnswersToOneQuestionTheFirstCounts() {
        SessionClient client = SessionClient.open(server, "2025-11-25", ASKED);
        try (RawHttp call = client.begin(SessionClient.callBody(1, "ask", "{}"))) {
            String id = id(SessionClient.event(call));
            assertThat(client.call(accept(id, "Ada")).status(), is(202));
            assertThat(client.call(accept(id, "Eve")).status(), is(202));
            assertThat(SessionClient.event(call), containsString("ACCEPT Ada"));
            assertThat(client.call(accept(id, "Eve")).status(), is(202));
        }
        try (RawHttp call = client.begin(SessionClient.callBody(1, "ask", "{}"))) {
            String id = id(SessionClient.event(call));
            assertThat("what came too late answers nothing that is asked later", client.call(accept(id, "Bob")).status(), is(202));
            assertThat(SessionClient.event(call), containsString("ACCEPT Bob"));
        }
    }

    // behaviour: legacy.ask.timeout
    @Test
    void anAnswerThatComesTooLateIsTakenAndChangesNothing() {
        server.close();
        start(Duration.ofMillis(300));
        SessionClient client = SessionClient.open(server, "2025-11-25", ASKED);
        try (RawHttp call = client.begin(SessionClient.callBody(1, "ask", "{}"))) {
            String id = id(SessionClient.event(call));
            assertThat("the client is told", SessionClient.event(call), containsString("notifications/cancelled"));
            assertThat(SessionClient.event(call), containsString("did not answer elicitation/create"));
            assertThat(client.call(accept(id, "Ada")).status(), is(202));
        }
        assertThat(client.call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(200));
    }

    // behaviour: legacy.ask.by-id http.session.bound-to-caller
    @Test
    void anAnswerFromAnotherSessionIsNone() {
        SessionClient client = SessionClient.open(server, "2025-11-25", ASKED);
        SessionClient same = SessionClient.open(server, "2025-11-25", ASKED);
        SessionClient stranger = new SessionClient(server, client.id(), "Authorization: Bearer other\r\n");
        try (RawHttp call = client.begin(SessionClient.callBody(1, "ask", "{}"));
                RawHttp other = same.begin(SessionClient.callBody(1, "ask", "{}"))) {
            String id = id(SessionClient.event(call));
            String otherId = id(SessionClient.event(other));
            assertThat("ids are told apart by their sessions", id, is(otherId));
            assertThat(stranger.call(accept(id, "Eve")).status(), is(404));
            assertThat("nor without any", server.request("POST /mcp", TestServer.BEARER, accept(id, "Eve")).status(), is(202));
            assertThat(same.call(accept(otherId, "Bob")).status(), is(202));
            assertThat(SessionClient.event(other), containsString("ACCEPT Bob"));
            assertThat(client.call(accept(id, "Ada")).status(), is(202));
            assertThat(SessionClient.event(call), containsString("ACCEPT Ada"));
        }
    }

    // behaviour: legacy.batch legacy.ask.by-id
    @Test
    void aBatchAsksOnItsStreamOneQuestionAfterTheOther() {
        SessionClient client = SessionClient.open(server, "2025-03-26", ASKED);
        String batch = "[" + SessionClient.callBody(1, "consult", "{\"about\":\"one\"}") + "," + SessionClient.callBody(2, "ask", "{}") + ","
                + SessionClient.callBody(3, "consult", "{\"about\":\"three\"}") + "," + SessionClient.callBody(3, "echo", "{\"text\":\"four\"}") + "]";
        try (RawHttp call = client.begin(batch)) {
            String first = SessionClient.event(call);
            assertThat(first, containsString("\"text\":\"one\""));
            assertThat(client.call(sampled(id(first), "first")).status(), is(202));
            String second = SessionClient.event(call);
            assertThat(second, containsString("\"text\":\"three\""));
            assertThat(client.call("[" + sampled("nobodys", "x") + "," + sampled(id(second), "second") + "]").status(), is(202));
            String answer = SessionClient.event(call);
            assertThat(answer, containsString("data: [{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"It says first\"}]"));
            assertThat("this revision has no elicitation", answer, containsString("\"id\":2,\"result\":{\"content\":[{\"type\":\"text\",\"text\":"
                    + "\"This needs a client that declares elicitation"));
            assertThat(answer, containsString("\"id\":3,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"It says second\"}]"));
            assertThat("an id that is free again may come again", answer, containsString("\"text\":\"four\""));
            assertThat(SessionClient.event(call), is(""));
        }
    }

    // behaviour: legacy.batch legacy.cancel
    @Test
    void aBatchThatIsTakenBackWhileItAsksEndsWithoutAnAnswer() {
        SessionClient client = SessionClient.open(server, "2025-03-26", ASKED);
        try (RawHttp call = client.begin("[" + SessionClient.callBody(1, "consult", "{\"about\":\"one\"}") + "]")) {
            SessionClient.event(call);
            client.call("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
            assertThat(SessionClient.rest(call), not(containsString("\"id\":1,\"result\"")));
        }
        assertThat("and the id is free", client.call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(200));
    }

    // behaviour: legacy.ask.session-end http.session.delete
    @Test
    void theEndOfASessionEndsWhatWasAskedInIt() {
        SessionClient client = SessionClient.open(server, "2025-11-25", ASKED);
        try (RawHttp call = client.begin(SessionClient.callBody(1, "ask_many", "{\"questions\":" + MANY + "}"))) {
            for (int i = 0; i < MANY; i++) {
                SessionClient.event(call);
            }
            client.send("DELETE", "", "");
            assertThat(SessionClient.rest(call), containsString("The session ended"));
        }
    }

    private static String id(String question) {
        return first(QUESTION, question);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(text, matcher.find(), is(true));
        return matcher.group(1);
    }

    private static String accept(String id, String name) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"" + name + "\"}}}";
    }

    private static String sampled(String id, String text) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"result\":{\"role\":\"assistant\",\"model\":\"m\",\"content\":{\"type\":\"text\",\"text\":\""
                + text + "\"}}}";
    }
}
