package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page may ask and read. */
class CrossOriginTest {
    private static final String INSPECTOR = "http://localhost:6274";
    private static final String PREFLIGHT = "Access-Control-Request-Method: POST\r\n"
            + "Access-Control-Request-Headers: authorization,content-type,mcp-protocol-version,mcp-session-id,mcp-method,mcp-name,mcp-param-region\r\n";
    private static final String KNOWN = "/.well-known/known";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // behaviour: http.cors
    @ParameterizedTest
    @ValueSource(strings = {INSPECTOR, "https://claude.ai", "https://mcp.example.com", "http://127.0.0.1:3000"})
    void aBrowserIsToldWithoutATokenWhatAPageOfAnAllowedOriginMaySend(String origin) {
        for (String path : List.of("/mcp", "/", "/open", "/nothing")) {
            RawHttp.Response response = server.request("OPTIONS " + path, origin(origin) + PREFLIGHT, "");
            assertThat(response.status(), is(200));
            assertThat(response.all("Access-Control-Allow-Origin"), contains(origin));
            assertThat(response.all("Vary"), contains("Origin"));
            assertThat(response.all("Access-Control-Allow-Methods"), contains("GET, HEAD, POST, DELETE"));
            assertThat(list(response, "Access-Control-Allow-Headers"), hasItems("Authorization", "Content-Type", "Accept", "MCP-Protocol-Version",
                    "Mcp-Session-Id", "Mcp-Method", "Mcp-Name", "Last-Event-ID", "mcp-param-region"));
            assertThat(response.all("Access-Control-Max-Age"), contains("7200"));
            assertThat(response.body(), is(""));
        }
    }

    @Test
    void ofWhatIsAskedForOnlyHeadersOfParametersAreAdded() {
        RawHttp.Response response = server.request("OPTIONS /mcp", origin(INSPECTOR) + "Access-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: cookie, x-evil, mcp-param-, mcp-param-a b, mcp-param-a:b\r\nAccess-Control-Request-Headers: Mcp-Param-Path\r\n", "");
        assertThat(list(response, "Access-Control-Allow-Headers"), contains("Authorization", "Content-Type", "Accept", "MCP-Protocol-Version",
                "Mcp-Session-Id", "Mcp-Method", "Mcp-Name", "Last-Event-ID", "Mcp-Param-Path"));
    }

    // row: RS-14 SEC-01 SEC-02
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.net", "null", "https://claude.ai.evil.example", "http://localhost.evil.example", "file://"})
    void aPageOfAnotherOriginMayNeitherAskNorSendNorRead(String origin) {
        for (String line : List.of("OPTIONS /mcp", "POST /mcp", "GET /mcp", "DELETE /mcp", "POST /", "GET /", "GET /healthz", "POST /open", "GET /open",
                "POST " + KNOWN, "GET /.well-known/nothing")) {
            RawHttp.Response response = server.request(line, origin(origin) + PREFLIGHT + TestServer.BEARER, "");
            assertThat(line, response.status(), is(403));
            assertThat(line, response.headerLines().toString().toLowerCase(java.util.Locale.ROOT), not(containsString("access-control")));
        }
    }

    // row: RS-17 SEC-02
    @Test
    void theRefusalForWantOfATokenCanBeReadByThePage() {
        RawHttp.Response response = server.request("POST /mcp", origin(INSPECTOR), "");
        assertThat(response.status(), is(401));
        assertReadable(response);
        assertThat(list(response, "Access-Control-Expose-Headers"), hasItems("WWW-Authenticate"));
        assertThat(response.all("WWW-Authenticate").isEmpty(), is(false));
    }

    // behaviour: http.cors
    @Test
    void whatThePageIsAnsweredCanBeRead() {
        String headers = origin(INSPECTOR) + TestServer.BEARER;
        RawHttp.Response opened = server.request("POST /mcp", headers, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"page\",\"version\":\"1\"}}}");
        assertThat(opened.status(), is(200));
        assertReadable(opened);
        assertThat(list(opened, "Access-Control-Expose-Headers"), contains("Mcp-Session-Id", "WWW-Authenticate", "MCP-Protocol-Version"));
        assertThat(opened.first("Mcp-Session-Id").isPresent(), is(true));
        assertReadable(server.request("GET /nothing", headers, ""));
        assertReadable(server.request("GET /thrown", headers, ""));
        assertReadable(server.request("GET /healthz", origin(INSPECTOR), ""));
    }

    @Test
    void aStreamCanBeReadToo() {
        RawHttp.Response response = server.request("POST /mcp", origin(INSPECTOR) + TestServer.BEARER
                + "Accept: text/event-stream\r\nMCP-Protocol-Version: 2025-11-25\r\n", TestServer.callBody("echo", "{\"text\":\"hello\"}"));
        assertThat(response.first("Content-Type").orElse(""), is("text/event-stream"));
        assertReadable(response);
    }

    // row: SEC-02
    @Test
    void whatABrowserAddsByItselfOpensNothing() {
        for (String headers : new String[] {"Cookie: access_token=good; session=good\r\n", "Authorization: Basic Z29vZDpnb29k\r\n"}) {
            RawHttp.Response response = server.request("POST /mcp", origin(INSPECTOR) + headers + "Content-Type: text/plain\r\n",
                    TestServer.callBody("echo", "{\"text\":\"hello\"}"));
            assertThat(response.status(), is(401));
            assertThat(response.all("Access-Control-Allow-Credentials"), is(empty()));
        }
        assertThat(server.request("OPTIONS /mcp", origin(INSPECTOR) + PREFLIGHT, "").all("Access-Control-Allow-Credentials"), is(empty()));
    }

    // row: RS-01
    @ParameterizedTest
    @ValueSource(strings = {"", "Origin: https://client.example.org\r\n", "Origin: null\r\n", "Origin: " + INSPECTOR + "\r\n"})
    void whatSaysTheSameToEverybodyCanBeReadByAnyPage(String origin) {
        for (String line : List.of("GET " + KNOWN, "HEAD " + KNOWN, "OPTIONS " + KNOWN)) {
            RawHttp.Response response = server.request(line, origin, "");
            assertThat(line, response.status(), is(200));
            assertThat(line, response.all("Access-Control-Allow-Origin"), contains("*"));
            assertThat(line, response.all("Access-Control-Allow-Credentials"), is(empty()));
        }
    }

    // row: RS-01
    @Test
    void anyPageMaySayItsRevisionWhenItReadsADocument() {
        RawHttp.Response response = server.request("OPTIONS " + KNOWN, origin("https://client.example.org") + "Access-Control-Request-Method: GET\r\n"
                + "Access-Control-Request-Headers: mcp-protocol-version\r\n", "");
        assertThat(response.status(), is(200));
        assertThat(response.all("Access-Control-Allow-Origin"), contains("*"));
        assertThat(list(response, "Access-Control-Allow-Headers"), hasItems("MCP-Protocol-Version"));
        assertThat(response.all("Access-Control-Allow-Methods"), contains("GET, HEAD"));
    }

    // row: SEC-01
    @Test
    void aDocumentIsNotForReboundNames() {
        RawHttp.Response response = RawHttp.once(server.port(), "GET " + KNOWN + " HTTP/1.1\r\nHost: evil.example.net\r\n\r\n");
        assertThat(response.status(), is(403));
    }

    @Test
    void optionsWithoutAQuestionOfABrowserIsBehindTheGate() {
        assertThat(server.request("OPTIONS /mcp", "", "").status(), is(401));
        assertThat(server.request("OPTIONS /mcp", origin(INSPECTOR), "").status(), is(401));
        assertThat(server.request("OPTIONS /mcp", "Access-Control-Request-Method: POST\r\n", "").status(), is(401));
    }

    @Test
    void whoIsNoPageIsToldNothingOfPages() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(response.headerLines().toString(), not(containsString("Access-Control")));
    }

    private static void assertReadable(RawHttp.Response response) {
        assertThat(response.toString(), response.all("Access-Control-Allow-Origin"), contains(INSPECTOR));
        assertThat(response.toString(), response.all("Vary"), contains("Origin"));
        assertThat(response.toString(), response.all("Access-Control-Allow-Credentials"), is(empty()));
    }

    private static String origin(String origin) {
        return "Origin: " + origin + "\r\n";
    }

    private static List<String> list(RawHttp.Response response, String name) {
        return response.all(name).stream().flatMap(line -> List.of(line.split(", ")).stream()).toList();
    }
}
