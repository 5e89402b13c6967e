package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Streams of a session that outlive their connections (2025-11-25, transports, "Resumability and Redelivery"). */
class ResumeTest {
    private static final HttpLimits PATIENT = limits(Duration.ofSeconds(60), 1 << 20);

    private static HttpLimits limits(Duration pollAfter, int replay) {
        return new HttpLimits(1 << 16, 4_096, 16, 16, 16, 64, Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(2),
                Duration.ofSeconds(300), Duration.ofMillis(500), pollAfter, replay, Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    // behaviour: http.stream.priming
    @Test
    void aStreamBeginsWithAnEventToComeBackWith() {
        try (TestServer server = new TestServer(PATIENT)) {
            SessionClient client = SessionClient.open(server, "2025-11-25");
            try (RawHttp call = client.begin(SessionClient.callBody(1, "progress", "{\"steps\":1}"))) {
                assertThat(call.chunk(), matchesPattern("id: 1-0\nretry: \\d+\ndata: \n\n"));
                assertThat(call.chunk(), matchesPattern("(?s)id: 1-1\nevent: message\ndata: .*"));
            }
            SessionClient old = SessionClient.open(server, "2025-06-18");
            try (RawHttp call = old.begin(SessionClient.callBody(1, "progress", "{\"steps\":1}"))) {
                assertThat("clients before that revision take every event for a message", call.chunk(), containsString("step 1"));
            }
        }
    }

    // behaviour: http.stream.resume http.disconnect.no-cancel
    @Test
    void aClientThatLostItsConnectionComesBackForTheRestAndTheCallWentOn() {
        try (TestServer server = new TestServer(PATIENT)) {
            SessionClient client = SessionClient.open(server, "2025-11-25");
            String seen;
            try (RawHttp call = client.begin(SessionClient.callBody(4, "slow", "{\"millis\":900}"))) {
                seen = SessionClient.idOf(SessionClient.event(call));
            }
            try (RawHttp rest = client.listen("Last-Event-ID: " + seen + "\r\n")) {
                assertThat(SessionClient.event(rest), containsString("almost"));
                assertThat(SessionClient.event(rest), containsString("\"id\":4,\"result\""));
                assertThat("the answer ends the stream", SessionClient.event(rest), is(""));
            }
            try (RawHttp again = client.listen("Last-Event-ID: 1-0\r\n")) {
                String all = SessionClient.rest(again);
                assertThat(all, containsString("begun"));
                assertThat(all, containsString("slow but sure"));
            }
        }
    }

    // behaviour: http.stream.poll
    @Test
    void aStreamThatLastsIsClosedAndItsClientComesBackOnANewConnection() {
        try (TestServer server = new TestServer(limits(Duration.ofMillis(400), 1 << 20))) {
            SessionClient client = SessionClient.open(server, "2025-11-25");
            String seen;
            try (RawHttp call = client.begin(SessionClient.callBody(4, "slow", "{\"millis\":1500}"))) {
                seen = SessionClient.idOf(SessionClient.event(call));
                assertThat(call.chunk(), matchesPattern("retry: \\d+\n\n"));
                assertThat("ended, not broken", call.chunk(), is(""));
                assertThat("so that nobody reuses it behind a call that goes on", call.closed(), is(true));
            }
            String rest = "";
            for (int i = 0; i < 8 && !rest.contains("\"id\":4"); i++) {
                try (RawHttp next = client.listen("Last-Event-ID: " + seen + "\r\n")) {
                    rest += SessionClient.rest(next);
                }
            }
            assertThat(rest, containsString("slow but sure"));
        }
    }

    @Test
    void aStreamWithoutAnIdToComeBackWithIsNotClosed() {
        try (TestServer server = new TestServer(limits(Duration.ofMillis(300), 1 << 20))) {
            SessionClient client = SessionClient.open(server, "2025-06-18");
            String silent = "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":{\"name\":\"slow\",\"arguments\":{\"millis\":1200}}}";
            try (RawHttp call = client.begin(silent)) {
                assertThat(SessionClient.rest(call), containsString("slow but sure"));
            }
        }
    }

    // behaviour: http.stream.takeover
    @Test
    void whoComesBackTakesTheStreamOver() {
        try (TestServer server = new TestServer(PATIENT)) {
            SessionClient client = SessionClient.open(server, "2025-11-25");
            try (RawHttp call = client.begin(SessionClient.callBody(4, "slow", "{\"millis\":900}"))) {
                String seen = SessionClient.idOf(SessionClient.event(call));
                try (RawHttp rest = client.listen("Last-Event-ID: " + seen + "\r\n")) {
                    assertThat(SessionClient.event(rest), containsString("almost"));
                    assertThat("the connection before it is closed", call.closed(), is(true));
                }
            }
        }
    }

    // behaviour: http.stream.unknown-event http.stream.bounded
    @Test
    void anEventThatIsNotKeptIsRefusedWithoutEndingTheSession() {
        try (TestServer server = new TestServer(limits(Duration.ofSeconds(60), 300))) {
            SessionClient client = SessionClient.open(server, "2025-11-25");
            client.call(SessionClient.callBody(1, "progress", "{\"steps\":9}"));
            for (String id : new String[] {"1-1", "7-1", "1", "-", "", "1-99", "99999999999999999999-1", "1--1"}) {
                RawHttp.Response response = client.send("GET", "Accept: text/event-stream\r\nLast-Event-ID: " + id + "\r\n", "");
                assertThat(id, response.status(), is(400));
                assertThat(response.body(), containsString("Last-Event-ID"));
            }
            assertThat(client.call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(200));
        }
    }

    @Test
    void whoHasSeenAllOfAStreamThatEndedIsNotGivenAnEmptyOne() {
        try (TestServer server = new TestServer(PATIENT)) {
            SessionClient client = SessionClient.open(server, "2025-11-25");
            client.call(SessionClient.callBody(1, "progress", "{\"steps\":1}"));
            RawHttp.Response response = client.send("GET", "Accept: text/event-stream\r\nLast-Event-ID: 1-2\r\n", "");
            assertThat("or the official clients would ask again for ever", response.status(), is(405));
        }
    }

    // behaviour: http.stream.no-cross-session
    @Test
    void anEventOfAnotherSessionIsUnknown() {
        try (TestServer server = new TestServer(PATIENT)) {
            SessionClient one = SessionClient.open(server, "2025-11-25");
            one.call(SessionClient.callBody(1, "progress", "{\"steps\":2}"));
            SessionClient two = SessionClient.open(server, "2025-11-25");
            assertThat(two.send("GET", "Accept: text/event-stream\r\nLast-Event-ID: 1-0\r\n", "").status(), is(400));
        }
    }

    // behaviour: modern.cancel.close-stream
    @Test
    void withoutASessionClosingTheStreamCancelsAtOnceAndNotAtTheNextSignOfLife() throws InterruptedException {
        try (TestServer server = new TestServer(new HttpLimits(1 << 16, 4_096, 16, 16, 16, 64, Duration.ofSeconds(60),
                Duration.ofMillis(200), Duration.ofSeconds(50), Duration.ofSeconds(300), Duration.ofMillis(500),
                Duration.ofSeconds(60), 1 << 20, Duration.ofSeconds(2), Duration.ofSeconds(4)))) {
            try (RawHttp call = new RawHttp(server.port())) {
                call.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("wait", "{}")));
                call.head();
                server.tools.waiting.await();
            }
            assertThat(server.tools.cancelled.await(10, TimeUnit.SECONDS), is(true));
        }
    }

    @Test
    void aConnectionThatWasWatchedServesTheNextRequest() {
        try (TestServer server = new TestServer(PATIENT); RawHttp http = new RawHttp(server.port())) {
            String slow = TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("slow", "{\"millis\":900}"));
            String quick = TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("echo", "{\"text\":\"next\"}"));
            assertThat(http.exchange(slow).body(), containsString("slow but sure"));
            assertThat(http.exchange(quick).body(), containsString("next"));
            http.send(slow + quick);
            assertThat("also when it was sent before the answer came", http.response(false).body(), containsString("slow but sure"));
            assertThat(http.response(false).body(), containsString("next"));
            assertThat(http.exchange(quick).body(), not(containsString("slow")));
        }
    }
}
