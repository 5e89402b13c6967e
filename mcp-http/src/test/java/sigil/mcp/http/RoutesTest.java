package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what, and with which method. */
class RoutesTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET /healthz | 200", "GET /readyz | 200", "GET / | 200", "HEAD / | 200", "HEAD /healthz | 200",
        "HEAD /readyz | 200", "POST /healthz | 405"})
    void publicRoutesNeedNoToken(String line, int status) {
        assertThat(server.request(line.strip(), "", "").status(), is(status));
    }

    // behaviour: http.challenge
    // row: RS-06 RS-17
    @ParameterizedTest
    @ValueSource(strings = {"POST /", "POST /mcp", "GET /mcp", "HEAD /mcp", "DELETE /mcp", "DELETE /", "PUT /", "POST /actions/ping", "GET /r/a/b",
        "GET /nothing", "GET /healthz/", "GET /%68ealthz/../mcp", "GET /openapi", "TRACE /mcp", "GET /open/", "GET /OPEN", "GET /open/x",
        "POST /.well-known/../mcp", "POST /probe/../mcp", "GET /probe", "GET /PROBE/echo", "POST /.well-known", "GET /well-known/known", "GET /r/.well-known/known"})
    void everythingElseIsBehindTheGate(String line) {
        for (String headers : new String[] {"", "X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n",
            "Authorization: Bearer bad\r\n", "Authorization: Basic Z29vZDo=\r\n"}) {
            RawHttp.Response response = server.request(line, headers, "");
            assertThat(line + headers, response.status(), is(401));
            assertThat(response.all("WWW-Authenticate"), contains(containsString("Bearer")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET /open | 200", "POST /open | 200", "GET /.well-known/known | 200", "GET /.well-known/openid-configuration | 404",
        "GET /.well-known/openid-configuration/mcp | 404", "GET /mcp/.well-known/openid-configuration | 404", "HEAD /.well-known/nothing | 404",
        "POST /.well-known/nothing | 404", "POST /.well-known/%2e%2e/mcp | 404", "POST /.well-known/..%2fmcp | 404", "POST /mcp/.well-known/%2e%2e | 404",
        "POST /probe/%2e%2e/mcp | 404", "POST /probe/..%2fmcp | 404", "GET /probe/echo | 404"})
    void theCompositionOpensPathsAndWhatIsWellKnownIsThereOrNotThere(String line, int status) {
        for (String headers : new String[] {"", "Authorization: Bearer bad\r\n", TestServer.BEARER}) {
            assertThat(server.request(line.strip(), headers, "").status(), is(status));
        }
    }

    @Test
    void aStreamOfTheBareHostIsMcpAndSoBehindTheGate() {
        assertThat(server.request("GET /", "Accept: text/event-stream\r\n", "").status(), is(401));
        RawHttp.Response known = server.request("GET /", TestServer.BEARER + "Accept: text/event-stream\r\n", "");
        assertThat(known.status(), is(405));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET /mcp | POST", "DELETE /mcp | POST", "PATCH /mcp | GET, POST, DELETE", "PUT /healthz | GET, HEAD",
        "DELETE / | POST", "PATCH / | GET, HEAD, POST, DELETE"})
    void aWrongMethodIsToldTheRightOnes(String line, String allow) {
        RawHttp.Response response = server.request(line.strip(), TestServer.BEARER, "");
        assertThat(response.status(), is(405));
        assertThat(response.all("Allow"), contains(allow.strip()));
    }

    @Test
    void optionsTellsTheMethods() {
        RawHttp.Response response = server.request("OPTIONS /mcp", TestServer.BEARER, "");
        assertThat(response.status(), is(200));
        assertThat(response.all("Allow"), contains("GET, POST, DELETE"));
    }

    @Test
    void anAnswerToHeadHasTheLengthAndNoBody() {
        try (RawHttp http = new RawHttp(server.port())) {
            RawHttp.Response get = http.exchange(TestServer.message("GET /", "", ""));
            RawHttp.Response head = http.exchange(TestServer.message("HEAD /", "", ""));
            assertThat(head.first("Content-Length"), is(get.first("Content-Length")));
            // a body would be taken for the next answer
            assertThat(http.exchange(TestServer.message("HEAD /nothing", "", "")).status(), is(401));
            assertThat(http.exchange(TestServer.message("GET /healthz", "", "")).status(), is(200));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/html,application/xhtml+xml | 200 | text/html", "*/* | 200 | text/plain",
        "text/plain | 200 | text/plain", "application/json | 406 | application/json"})
    void theFrontPageIsForPeople(String accept, int status, String type) {
        RawHttp.Response response = server.request("GET /", "Accept: " + accept.strip() + "\r\n", "");
        assertThat(response.status(), is(status));
        assertThat(response.first("Content-Type").orElse(""), containsString(type.strip()));
        assertThat("no repository, no tool, no version is told to a stranger", response.body(), not(containsString("echo")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "*/*"})
    void theFrontPageSaysHowEachClientIsConnectedWithTheAddressOfTheConfiguration(String accept) {
        RawHttp.Response response = RawHttp.once(server.port(), "GET / HTTP/1.1\r\nHost: other.example.com\r\nAccept: " + accept + "\r\n\r\n");
        for (String client : List.of("ChatGPT", "custom GPT", "Claude", "Claude Code", "Codex", "Cursor", "VS Code", "Inspector")) {
            assertThat(response.body(), containsString(client));
        }
        assertThat(response.body(), containsString("https://mcp.example.com/mcp"));
        assertThat(response.body(), containsString("https://mcp.example.com/openapi.json"));
        assertThat(response.body(), not(containsString("other.example.com")));
        assertThat(response.body(), not(containsString("<script")));
    }

    @Test
    void theStyleOfTheFrontPageIsTheOneThatItsPolicyAllows() throws NoSuchAlgorithmException {
        RawHttp.Response response = server.request("GET /", "Accept: text/html\r\n", "");
        String style = response.body().substring(response.body().indexOf("<style>") + "<style>".length(), response.body().indexOf("</style>"));
        String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(response.first("Content-Security-Policy").orElse(""), containsString("default-src 'none'; style-src 'sha256-" + hash + "'"));
    }

    @Test
    void healthTellsUpOrDownAndNoMore() {
        assertThat(server.request("GET /healthz", "", "").body(), is("{\"status\":\"UP\"}"));
        assertThat(server.request("GET /readyz", "", "").body(), is("{\"status\":\"UP\",\"checks\":{\"test\":\"UP\"}}"));
    }

    @Test
    void mcpIsServedAtTheBareHostToo() {
        RawHttp.Response response = server.request("POST /", TestServer.BEARER, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(response.body(), is("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
    }

    // row: RS-14 SEC-01
    @Test
    void aRequestForAnotherHostIsRefusedBeforeAnyoneIsAskedForAToken() {
        RawHttp.Response response = RawHttp.once(server.port(), "POST /mcp HTTP/1.1\r\nHost: evil.example.net\r\nContent-Length: 0\r\n\r\n");
        assertThat(response.status(), is(403));
        assertThat(response.body(), containsString("server.allowed_hosts"));
        assertThat(server.request("POST /mcp", "Origin: https://evil.example.net\r\n" + TestServer.BEARER, "").status(), is(403));
        assertThat(server.request("POST /mcp", "Origin: null\r\n" + TestServer.BEARER, "").status(), is(403));
        assertThat(server.request("POST /mcp", "Origin: https://claude.ai\r\n" + TestServer.BEARER,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(200));
    }

    // row: SEC-01
    @Test
    void anAbsoluteTargetCountsAsAHost() {
        assertThat(RawHttp.once(server.port(), "GET http://evil.example.net/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status(), is(403));
        assertThat(RawHttp.once(server.port(), "GET http://localhost:1/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status(), is(200));
        assertThat(RawHttp.once(server.port(), "POST http://localhost/mcp HTTP/1.1\r\nHost: localhost\r\n\r\n").status(), is(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-5\r\nhello\r\n"})
    void chunksThatAreNoneAreRefusedAndTheConnectionClosed(String chunks) {
        try (RawHttp http = new RawHttp(server.port())) {
            RawHttp.Response response = http.exchange("POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + TestServer.BEARER
                    + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
            assertThat(response.status(), is(400));
            assertThat(http.closed(), is(true));
        }
    }

    @Test
    void aRequestWithTwoOpinionsOnItsLengthIsRefusedAndTheConnectionClosed() {
        try (RawHttp http = new RawHttp(server.port())) {
            RawHttp.Response response = http.exchange("POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + TestServer.BEARER
                    + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX");
            assertThat(response.status(), is(400));
            assertThat(response.first("Connection").orElse(""), is("close"));
            assertThat(http.closed(), is(true));
        }
    }

    @Test
    void aRequestLineMayBeAsLongAsAnAuthorizationRequestWithTheStateOfItsClient() {
        assertThat(server.request("GET /healthz?state=" + "x".repeat(12_000), "", "").status(), is(200));
    }
}
