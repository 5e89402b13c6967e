package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody holds a connection by a request that never ends; who rests between two requests, or has a token, may. The tests mostly wait, so they do it side by side. */
class SlowRequestTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {
            "G",
            "GET /heal",
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a",
            "POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n"})
    void anUnfinishedHeaderIsRefusedAndItsConnectionClosed(String beginning) {
        try (RawHttp http = new RawHttp(server.port())) {
            http.send(beginning);
            assertRefused(http);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void anUnfinishedBodyWithoutATokenIsRefusedAndItsConnectionClosed() {
        try (RawHttp http = new RawHttp(server.port())) {
            http.send("POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na");
            assertRefused(http);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a",
            "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na"})
    void toSendAByteNowAndThenDoesNotHelp(String beginning) throws InterruptedException {
        try (RawHttp http = new RawHttp(server.port())) {
            http.send(beginning);
            for (int i = 0; i < 7; i++) {
                Thread.sleep(500);
                http.send("a");
            }
            assertRefused(http);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aConnectionThatNeverSaysAnythingIsClosed() {
        try (RawHttp http = new RawHttp(server.port())) {
            assertThat(http.closed(), is(true));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aBodyThatNobodyReadsHoldsNoConnectionEither() {
        try (RawHttp http = new RawHttp(server.port())) {
            http.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na");
            assertThat(http.response(false).status(), is(401));
            assertThat(http.closed(), is(true));
        }
    }

    /** Each with the one after it, so that no request shortens the rest of another. */
    private static Stream<Arguments> requests() {
        String health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String refused = TestServer.message("POST /mcp", "", "{}");
        String open = TestServer.message("POST /open", "", "{}");
        String answered = TestServer.message("POST /mcp", TestServer.BEARER, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        return Stream.of(Arguments.of(health, refused), Arguments.of(refused, open), Arguments.of(open, answered), Arguments.of(answered, health));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("requests")
    void aConnectionThatRestsLivesOn(String first, String second) throws InterruptedException {
        try (RawHttp http = new RawHttp(server.port())) {
            http.exchange(first);
            Thread.sleep(5_000);
            http.exchange(second);
            Thread.sleep(5_000);
            assertThat(http.exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status(), is(200));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whoHasATokenMayBeSlow() throws InterruptedException {
        try (RawHttp http = new RawHttp(server.port())) {
            String request = TestServer.message("POST /mcp", TestServer.BEARER, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
            http.send(request.substring(0, request.length() - 5));
            Thread.sleep(5_000);
            assertThat(http.exchange(request.substring(request.length() - 5)).status(), is(200));
        }
    }

    private static void assertRefused(RawHttp http) {
        RawHttp.Response response = http.response(false);
        assertThat(response.status(), is(408));
        assertThat(response.first("Connection"), is(Optional.of("close")));
        assertThat(response.body(), containsString("did not come in time"));
        assertThat(http.closed(), is(true));
    }
}
