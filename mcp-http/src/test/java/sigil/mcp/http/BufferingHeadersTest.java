package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever leaves the server has each of the headers exactly once. */
class BufferingHeadersTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "200, GET /healthz", "200, GET /", "200, HEAD /", "200, HEAD /healthz", "301, GET /moved", "204, GET /empty", "200, OPTIONS /mcp",
        "404, GET /nothing", "404, HEAD /nothing", "405, GET /mcp", "405, DELETE /mcp", "405, PUT /healthz", "500, GET /thrown",
        "200, GET /headstrong"})
    void everyRoutedStatusHasThem(int status, String line) {
        RawHttp.Response response = server.request(line, TestServer.BEARER, "");
        assertThat(response.status(), is(status));
        check(response);
        assertThat(response.all("Connection"), contains("keep-alive"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', value = {
        "200 | POST /mcp | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
        "202 | POST /mcp | {\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
        "400 | POST /mcp | {not json",
        "400 | POST /    | []"})
    void everyAnswerOfMcpHasThem(int status, String line, String body) {
        RawHttp.Response response = server.request(line.strip(), TestServer.BEARER, body);
        assertThat(response.status(), is(status));
        check(response);
        assertThat(response.all("Connection"), contains("keep-alive"));
    }

    @Test
    void refusalsHaveThem() {
        check(server.request("POST /mcp", "", PING), 401);
        check(server.request("HEAD /mcp", "", ""), 401);
        check(RawHttp.once(server.port(), "GET /healthz HTTP/1.1\r\nHost: evil.example.net\r\n\r\n"), 403);
        check(server.request("GET /healthz", "Origin: http://evil.example.net\r\n", ""), 403);
        check(server.request("GET /", "Accept: application/json\r\n", ""), 406);
        check(server.request("POST /mcp", TestServer.BEARER, TestServer.callBody("change", "{}")), 403);
    }

    // behaviour: http.no-buffering
    @Test
    void streamsHaveThem() {
        RawHttp.Response response = server.call("progress", "{}");
        check(response, 200);
        assertThat(response.all("Content-Type"), contains("text/event-stream"));
        assertThat(response.all("Transfer-Encoding"), contains("chunked"));
        assertThat(response.all("Connection"), contains("keep-alive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "garbage\r\n\r\n",
        "GET /\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET /healthz HTTP/1.1\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nBad Header: 1\r\n\r\n",
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
    void brokenRequestsGet400WithThemAndTheConnectionIsClosed(String request) {
        try (RawHttp http = new RawHttp(server.port())) {
            RawHttp.Response response = http.exchange(request);
            check(response, 400);
            assertThat(response.all("Connection"), contains("close"));
            assertThat(http.closed(), is(true));
        }
    }

    @Test
    void limitsThatAreHitBeforeARouteHaveThem() {
        check(server.request("POST /mcp", TestServer.BEARER, "x".repeat(5_000)), 413);
        check(server.request("GET /healthz", "X-Long: " + "x".repeat(3_000) + "\r\n", ""), 431);
        check(RawHttp.once(server.port(), "GET /" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 414);
        check(RawHttp.once(server.port(), "GET /healthz HTTP/1.0\r\n\r\n"), 505);
        String chunk = Integer.toHexString(5_000) + "\r\n" + "x".repeat(5_000) + "\r\n0\r\n\r\n";
        check(RawHttp.once(server.port(), "POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + TestServer.BEARER
                + "Transfer-Encoding: chunked\r\n\r\n" + chunk), 413);
    }

    @Test
    void aConnectionThatIsAskedToCloseSaysSoAndCloses() {
        try (RawHttp http = new RawHttp(server.port())) {
            RawHttp.Response response = http.exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            check(response, 200);
            assertThat(response.all("Connection"), contains("close"));
            assertThat(http.closed(), is(true));
        }
    }

    private static void check(RawHttp.Response response, int status) {
        assertThat(response.body(), response.status(), is(status));
        check(response);
    }

    private static void check(RawHttp.Response response) {
        assertThat(response.all("X-Accel-Buffering"), contains("no"));
        assertThat(response.all("Cache-Control"), contains(allOf(containsString("no-cache, no-store, must-revalidate"),
                containsString("no-transform"))));
        assertThat(response.all("Connection"), contains(anyOf(is("keep-alive"), is("close"))));
        assertThat("an error body is JSON-RPC or empty", response.status() < 400 || response.body().isEmpty()
                || response.body().startsWith("{\"jsonrpc\":\"2.0\",\"id\":"), is(true));
        assertThat(response.body().contains("secret detail"), is(false));
    }
}
