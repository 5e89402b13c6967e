package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code subscriptions/listen} over HTTP, and what else is stateless about the modern era there. */
class ListenTest {
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String listening(int id, String headers) {
        return TestServer.message("POST /mcp", TestServer.BEARER + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\n"
                + headers, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{"
                + "\"toolsListChanged\":true,\"promptsListChanged\":true,\"resourceSubscriptions\":[\"" + TestTools.RESOURCE + "\"]}," + META + "}}");
    }

    private static RawHttp listen(TestServer server, int id) {
        RawHttp http = new RawHttp(server.port());
        http.send(listening(id, ""));
        http.head();
        return http;
    }

    // behaviour: http.listen http.keep-alive
    @Test
    void theStreamStaysOpenPastEveryTimeLimitAndTellsWhatChanges() throws InterruptedException {
        try (RawHttp stream = listen(server, 3)) {
            assertThat(SessionClient.event(stream), is("event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":"
                    + "\"notifications/subscriptions/acknowledged\",\"params\":{\"notifications\":{\"toolsListChanged\":true,"
                    + "\"resourceSubscriptions\":[\"test:watched\"]},\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":3}}}\n\n"));
            assertThat(stream.chunk(), startsWith(":"));
            Thread.sleep(TestServer.QUICK.callTimeout().plusMillis(300));
            server.changes.resourceUpdated(TestTools.RESOURCE);
            assertThat(SessionClient.event(stream), containsString("\"uri\":\"test:watched\""));
        }
    }

    // behaviour: tools.scope
    @Test
    void aListenerThatMayNotReadIsToldWhichScopeItNeedsRatherThanGivenAStream() {
        RawHttp.Response response = RawHttp.once(server.port(), listening(3, "").replace("Bearer good", "Bearer scopeless"));
        assertThat(response.status(), is(403));
        assertThat(response.all("WWW-Authenticate"), contains(containsString("error=\"insufficient_scope\"")));
        assertThat(response.all("WWW-Authenticate"), contains(containsString("scope=\"read\"")));
        assertThat(response.body(), containsString("\"id\":3,"));
    }

    @Test
    void theServersEndIsTheEndOfTheStream() throws InterruptedException {
        try (RawHttp stream = listen(server, 3)) {
            SessionClient.event(stream);
            Thread stopping = Thread.ofVirtual().start(server.http()::stop);
            String end = SessionClient.event(stream);
            assertThat(end, containsString("\"id\":3,\"result\":{\"resultType\":\"complete\""));
            assertThat(end, containsString("\"io.modelcontextprotocol/subscriptionId\":3"));
            assertThat(SessionClient.event(stream), is(""));
            stopping.join();
        }
    }

    // behaviour: http.busy
    @Test
    void overTheLimitOfStreamsItIsRefusedAndAPlaceThatIsLeftIsFree() throws InterruptedException {
        try (RawHttp first = listen(server, 1)) {
            try (RawHttp second = listen(server, 2)) {
                RawHttp.Response third = RawHttp.once(server.port(), listening(3, ""));
                assertThat(third.status(), is(429));
                assertThat(third.first("Retry-After").orElse(""), is("1"));
                SessionClient.event(second);
            }
            int status = 429;
            for (int i = 0; i < 100 && status == 429; i++) {
                Thread.sleep(50);
                try (RawHttp next = new RawHttp(server.port())) {
                    next.send(listening(4, ""));
                    status = next.head().status();
                }
            }
            assertThat(status, is(200));
            SessionClient.event(first);
        }
    }

    // behaviour: http.vanished
    @Test
    void clientsThatLeaveBeforeTheyReadAnythingLeaveTheirPlaces() throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            try (RawHttp http = new RawHttp(server.port())) {
                http.send(listening(i, ""));
            }
        }
        int free = 0;
        for (int i = 0; i < 100 && free < 2; i++) {
            Thread.sleep(100);
            try (RawHttp one = new RawHttp(server.port()); RawHttp two = new RawHttp(server.port())) {
                one.send(listening(1, ""));
                two.send(listening(2, ""));
                free = (one.head().status() == 200 ? 1 : 0) + (two.head().status() == 200 ? 1 : 0);
            }
        }
        assertThat(free, is(2));
    }

    @Test
    void listeningTakesNoPlaceAmongTheCalls() {
        try (RawHttp first = listen(server, 1); RawHttp second = listen(server, 2)) {
            for (int i = 0; i < 2 * TestServer.QUICK.maxConcurrentCalls(); i++) {
                assertThat(server.call("echo", "{}").status(), is(200));
            }
        }
    }

    @Test
    void aClientThatTakesNoStreamIsToldSo() {
        RawHttp.Response response = RawHttp.once(server.port(), listening(3, "Accept: application/json\r\n"));
        assertThat(response.first("Content-Type").orElse(""), is("application/json"));
        assertThat(response.body(), containsString("\"id\":3,\"error\""));
    }

    // behaviour: http.modern-ignores-session
    @Test
    void aSessionAndAnEventIdMeanNothingToIt() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER + "MCP-Protocol-Version: 2026-07-28\r\n"
                + "Mcp-Method: server/discover\r\nMcp-Session-Id: of-nobody\r\nLast-Event-ID: 1-1\r\n",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{" + META + "}}");
        assertThat(response.status(), is(200));
        assertThat(response.all("Mcp-Session-Id").isEmpty(), is(true));
    }

    // behaviour: http.vanished modern.cancel.close-stream
    @Test
    void aModernCallWhoseClientGoesIsCancelled() throws InterruptedException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\",\"arguments\":{}," + META + "}}";
        try (TestServer patient = new TestServer()) {
            try (RawHttp call = new RawHttp(patient.port())) {
                call.send(TestServer.message("POST /mcp", TestServer.BEARER + "MCP-Protocol-Version: 2026-07-28\r\n"
                        + "Mcp-Method: tools/call\r\nMcp-Name: wait\r\n", body));
                patient.tools.waiting.await();
            }
            assertThat("noticed although nothing was written yet", patient.tools.cancelled.await(10, TimeUnit.SECONDS), is(true));
        }
    }
}
