package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.ServerLimits;

/** Sessions of the legacy era over HTTP: how they begin and end, whose they are, and the stream that belongs to no request. */
class SessionTest {
    private static final String OTHER = "Authorization: Bearer other\r\n";
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // behaviour: http.session.id-visible-ascii
    // row: RS-15
    @Test
    void initializeGivesASessionWhoseIdIsVisibleAsciiAndNeverTheSame() {
        String one = SessionClient.open(server, "2025-11-25").id();
        assertThat(one, matchesPattern("[!-~]{20,}"));
        assertThat(SessionClient.open(server, "2025-11-25").id(), is(not(one)));
    }

    // behaviour: http.session.unknown-404
    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "DELETE"})
    void anUnknownSessionIsNotFound(String method) {
        SessionClient gone = new SessionClient(server, "nobody-opened-this", TestServer.BEARER);
        RawHttp.Response response = gone.send(method, "", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(response.status(), is(404));
        assertThat(response.body(), containsString("initialize"));
    }

    // behaviour: http.session.bound-to-caller
    // row: SEC-05
    // row: RS-15
    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "DELETE"})
    void anotherCallersSessionIsNotFoundEither(String method) {
        SessionClient mine = SessionClient.open(server, "2025-11-25");
        SessionClient theirs = new SessionClient(server, mine.id(), OTHER);
        assertThat(theirs.send(method, "", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(404));
        assertThat("and it goes on for whom it belongs to", mine.call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(200));
    }

    // behaviour: http.session.delete
    @Test
    void deleteEndsASession() {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        assertThat(client.send("DELETE", "", "").status(), is(200));
        assertThat(client.call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(404));
        assertThat(client.send("DELETE", "", "").status(), is(404));
    }

    // behaviour: http.session.none-405
    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void withoutASessionThereIsNothingToGetOrDelete(String method) {
        RawHttp.Response response = server.request(method + " /mcp", TestServer.BEARER + "Accept: text/event-stream\r\n", "");
        assertThat(response.status(), is(405));
        assertThat(response.first("Allow").orElse(""), is("POST"));
    }

    @Test
    void aClientThatInitializesAgainMaySendItsOldSession() {
        SessionClient client = new SessionClient(server, "of-another-server", TestServer.BEARER);
        assertThat(client.call(SessionClient.initialize("2025-11-25", "{}")).status(), is(200));
    }

    @Test
    void whatNeedsASessionSaysSo() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"logging/setLevel\",\"params\":{\"level\":\"info\"}}");
        assertThat(response.status(), is(400));
        assertThat(response.body(), containsString("initialize first"));
    }

    // behaviour: http.get.list-changed
    @Test
    void changesComeOnTheStreamThatBelongsToNoRequest() {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        try (RawHttp stream = client.listen("")) {
            server.changes.toolsChanged();
            assertThat(SessionClient.event(stream), containsString("\"method\":\"notifications/tools/list_changed\""));
        }
    }

    @Test
    void whatChangedWhileNobodyListenedIsToldOnceAndNotForEachTime() {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        client.call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"" + TestTools.RESOURCE + "\"}}");
        server.changes.toolsChanged();
        server.changes.toolsChanged();
        server.changes.resourceUpdated(TestTools.RESOURCE);
        server.changes.resourceUpdated("test:other");
        try (RawHttp stream = client.listen("")) {
            assertThat(SessionClient.event(stream), containsString("tools/list_changed"));
            assertThat(SessionClient.event(stream), containsString("{\"uri\":\"test:watched\"}"));
            server.changes.toolsChanged();
            assertThat(SessionClient.event(stream), containsString("tools/list_changed"));
        }
    }

    // behaviour: http.get.newest-wins
    @Test
    void aSecondListenerTakesOverFromTheFirst() {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        try (RawHttp first = client.listen(""); RawHttp second = client.listen("")) {
            assertThat("the first one ends", SessionClient.rest(first), is(""));
            server.changes.toolsChanged();
            assertThat(SessionClient.event(second), containsString("list_changed"));
        }
    }

    @Test
    void aListenerThatHeardAnythingIsOlderThanOneThatComesAfterwards() {
        // with places enough for those too that a round before has closed and the server has not missed yet
        try (TestServer roomy = new TestServer()) {
            for (int i = 0; i < 50; i++) {
                SessionClient client = SessionClient.open(roomy, "2025-11-25");
                try (RawHttp first = client.listen(""); RawHttp second = client.listen("")) {
                    assertThat("the first ends, in round " + i, SessionClient.rest(first), is(""));
                    roomy.changes.toolsChanged();
                    assertThat(SessionClient.event(second), containsString("list_changed"));
                }
            }
        }
    }

    @Test
    void aListenerThatLostItsConnectionGoesOnAfterTheEventItSaw() {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        String seen;
        try (RawHttp stream = client.listen("")) {
            server.changes.toolsChanged();
            seen = SessionClient.idOf(SessionClient.event(stream));
            server.changes.resourceUpdated("test:nobody asked for this");
        }
        server.changes.toolsChanged();
        try (RawHttp stream = client.listen("Last-Event-ID: " + seen + "\r\n")) {
            assertThat(SessionClient.idOf(SessionClient.event(stream)), is(not(seen)));
        }
    }

    // behaviour: http.session.delete-ends-streams
    @Test
    void deleteEndsTheStreamsOfTheSession() {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        try (RawHttp stream = client.listen("")) {
            client.send("DELETE", "", "");
            assertThat(SessionClient.rest(stream), is(""));
        }
    }

    // behaviour: legacy.session.cap
    @Test
    void overTheCapTheSessionThatWasIdleLongestEndsAndNeverOneInUse() {
        try (TestServer small = new TestServer(TestServer.QUICK, new ServerLimits(100, 2, Duration.ofHours(1), 10, 10, 10,
                Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofMinutes(1)))) {
            SessionClient listening = SessionClient.open(small, "2025-11-25");
            try (RawHttp stream = listening.listen("")) {
                SessionClient idle = SessionClient.open(small, "2025-11-25");
                SessionClient newest = SessionClient.open(small, "2025-11-25");
                String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
                assertThat(idle.call(ping).status(), is(404));
                assertThat(listening.call(ping).status(), is(200));
                assertThat(newest.call(ping).status(), is(200));
                small.changes.toolsChanged();
                assertThat(SessionClient.event(stream), containsString("list_changed"));
            }
        }
    }

    // behaviour: http.ask legacy.ask.by-id
    @Test
    void aQuestionComesOnTheStreamOfTheCallAndItsAnswerByItsId() {
        SessionClient client = SessionClient.open(server, "2025-11-25", "{\"elicitation\":{}}");
        try (RawHttp call = client.begin(SessionClient.callBody(5, "ask", "{}"))) {
            String question = SessionClient.event(call);
            while (!question.contains("elicitation/create")) {
                question = SessionClient.event(call);
            }
            String id = question.replaceAll("(?s).*\"id\":(\"[^\"]*\").*", "$1");
            assertThat(client.call("{\"jsonrpc\":\"2.0\",\"id\":\"not this one\",\"result\":{\"action\":\"decline\"}}").status(), is(202));
            assertThat(client.call("{\"jsonrpc\":\"2.0\",\"id\":" + id
                    + ",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}").status(), is(202));
            assertThat(SessionClient.event(call), containsString("ACCEPT Ada"));
        }
    }

    // behaviour: legacy.cancel
    @Test
    void aCancelledCallIsStoppedAndNotAnswered() throws InterruptedException {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        try (RawHttp call = client.begin(SessionClient.callBody(9, "wait", "{}"))) {
            server.tools.waiting.await();
            client.call("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":9,\"reason\":\"enough\"}}");
            assertThat(server.tools.cancelled.await(5, TimeUnit.SECONDS), is(true));
            assertThat(SessionClient.rest(call), not(containsString("\"id\":9")));
        }
    }

    // behaviour: rpc.duplicate-id
    @Test
    void anIdThatIsStillBeingAnsweredIsRefused() throws InterruptedException {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        try (RawHttp call = client.begin(SessionClient.callBody(9, "wait", "{}"))) {
            server.tools.waiting.await();
            RawHttp.Response second = client.call("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}");
            assertThat(second.status(), is(400));
            assertThat(second.body(), startsWith("{\"jsonrpc\":\"2.0\",\"id\":9,\"error\":{\"code\":-32600"));
            assertThat("as a string it is another id", client.call("{\"jsonrpc\":\"2.0\",\"id\":\"9\",\"method\":\"ping\"}").status(), is(200));
        }
    }

    // behaviour: http.post.batch legacy.batch legacy.batch.other
    @Test
    void aBatchIsAnsweredWithABatch() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER, "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"nothing\"}]");
        assertThat(response.body(), is("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}]"));
        assertThat(server.request("POST /mcp", TestServer.BEARER + "MCP-Protocol-Version: 2025-06-18\r\n",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]").status(), is(400));
    }
}
