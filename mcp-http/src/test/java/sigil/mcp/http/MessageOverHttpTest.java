package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mapping of JSON-RPC to HTTP, in both eras, and the limits of a message. */
class MessageOverHttpTest {
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // behaviour: http.post.error-status
    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "400 | -32700 | {",
        "400 | -32700 | {\"jsonrpc\":\"2.0\"} {}",
        "400 | -32700 | \u0001",
        "400 | -32600 | []",
        "400 | -32600 | 1",
        "400 | -32600 | {\"id\":1,\"method\":\"ping\"}",
        "400 | -32600 | {\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "400 | -32600 | {\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "400 | -32602 | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}",
        "200 | -32601 | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}",
        "200 | -32602 | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"no-such\"}}",
        "200 | -32602 | {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}"})
    void errorsHaveTheirCodeAndStatus(int status, int code, String body) {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER, body.strip());
        assertThat(response.body(), response.status(), is(status));
        assertThat(response.body(), containsString("\"code\":" + code + ","));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        try (RawHttp http = new RawHttp(server.port())) {
            // "é" of RawHttp's UTF-8 cut in half by the length
            RawHttp.Response response = http.exchange("POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + TestServer.BEARER
                    + "Content-Length: 2\r\n\r\n\"é");
            assertThat(response.status(), is(400));
            assertThat(response.body(), containsString("UTF-8"));
        }
    }

    @Test
    void jsonThatIsNestedTooDeeplyIsRefused() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER, "[".repeat(500) + "]".repeat(500));
        assertThat(response.status(), is(400));
        assertThat(response.body(), containsString("16 levels"));
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertThat(server.request("POST /mcp", TestServer.BEARER, "").status(), is(400));
    }

    // behaviour: http.post.notification
    @Test
    void notificationsAreAcceptedWithoutABody() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/whatever\"}");
        assertThat(response.status(), is(202));
        assertThat(response.body(), is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"a\"", "-9007199254740993", "123456789012345678901234567890", "\"\\u0000\""})
    void anIdGoesBackAsItCame(String id) {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER,
                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
        assertThat(response.body(), is("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}"));
    }

    @Test
    void anUnknownSessionIs404SoThatTheClientStartsAnew() {
        assertThat(server.request("POST /mcp", TestServer.BEARER + "Mcp-Session-Id: stale\r\n",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(), is(404));
    }

    @Test
    void aModernRequestIsAnsweredWhateverSessionItMentions() {
        RawHttp.Response response = modern("tools/list", "Mcp-Method: tools/list\r\nMcp-Session-Id: stale\r\n", "");
        assertThat(response.status(), is(200));
        assertThat(response.body(), containsString("\"resultType\":\"complete\""));
        assertThat(response.body(), containsString("\"cacheScope\":\"private\""));
    }

    // behaviour: modern.headers
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "no version header     | 400 | -32020 | Mcp-Method: tools/call~Mcp-Name: echo",
        "another version       | 400 | -32020 | MCP-Protocol-Version: 2025-11-25~Mcp-Method: tools/call~Mcp-Name: echo",
        "no method header      | 400 | -32020 | MCP-Protocol-Version: 2026-07-28~Mcp-Name: echo",
        "another method        | 400 | -32020 | MCP-Protocol-Version: 2026-07-28~Mcp-Method: TOOLS/CALL~Mcp-Name: echo",
        "no name header        | 400 | -32020 | MCP-Protocol-Version: 2026-07-28~Mcp-Method: tools/call",
        "another name          | 400 | -32020 | MCP-Protocol-Version: 2026-07-28~Mcp-Method: tools/call~Mcp-Name: progress",
        "a name badly encoded  | 400 | -32020 | MCP-Protocol-Version: 2026-07-28~Mcp-Method: tools/call~Mcp-Name: =?base64?%%?="})
    void aModernRequestWhoseHeadersContradictItsBodyIsRefused(String what, int status, int code, String headers) {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER + headers.strip().replace("~", "\r\n") + "\r\n",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\"," + META + "}}");
        assertThat(response.body(), response.status(), is(status));
        assertThat(response.body(), containsString("\"id\":1,\"error\":{\"code\":" + code + ","));
    }

    @Test
    void aModernRequestWithItsHeadersIsAnsweredAlsoWhereTheNameIsEncoded() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER
                + "MCP-Protocol-Version: 2026-07-28\r\nmcp-method: tools/call\r\nMCP-NAME: =?base64?ZWNobw==?=\r\n",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"text\":\"hi\"}," + META + "}}");
        assertThat(response.status(), is(200));
        assertThat(response.body(), containsString("\"text\":\"hi\""));
        assertThat(response.body(), containsString("\"resultType\":\"complete\""));
    }

    // behaviour: modern.removed
    @Test
    void aMethodThatTheModernEraLacksIs404() {
        RawHttp.Response response = modern("ping", "Mcp-Method: ping\r\n", "");
        assertThat(response.status(), is(404));
        assertThat(response.body(), containsString("-32601"));
    }

    // behaviour: http.endless-body
    @Test
    void bodiesThatNobodyFinishesTakeABoundedShareOfTheMemory() throws InterruptedException {
        HttpLimits limits = new HttpLimits(1 << 20, 2_048, 16, 4, 2, 64, Duration.ofSeconds(20), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ZERO, Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4));
        List<RawHttp> begun = new ArrayList<>();
        try (TestServer large = new TestServer(limits)) {
            String half = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + TestServer.BEARER + "Content-Length: 1048576\r\n\r\n" + "x".repeat(1_000);
            for (int i = 0; i < 8; i++) {
                RawHttp http = new RawHttp(large.port());
                http.send(half);
                begun.add(http);
            }
            Thread.sleep(300);
            RawHttp.Response ninth = large.request("POST /mcp", TestServer.BEARER, "\"" + "x".repeat(1_000_000) + "\"");
            assertThat(ninth.status(), is(429));
            assertThat("small ones are read as ever", large.call("echo", "{}").status(), is(200));
            begun.forEach(RawHttp::close);
            Thread.sleep(300);
            assertThat(large.request("POST /mcp", TestServer.BEARER, "\"" + "x".repeat(1_000_000) + "\"").status(), is(400));
        }
    }

    // behaviour: http.endless-body
    @Test
    void aSmallBodyInChunksTakesNoShareOfTheMemoryForLargeOnes() {
        HttpLimits limits = new HttpLimits(1 << 20, 2_048, 16, 4, 32, 64, Duration.ofSeconds(20), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ZERO, Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4));
        List<RawHttp> open = new ArrayList<>();
        try (TestServer roomy = new TestServer(limits)) {
            String chunked = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + TestServer.BEARER + "Transfer-Encoding: chunked\r\n";
            String listen = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{}," + META + "}}";
            for (int i = 0; i < 10; i++) {
                RawHttp unfinished = new RawHttp(roomy.port());
                unfinished.send(chunked + "\r\n5\r\n{\"jso");
                RawHttp listening = new RawHttp(roomy.port());
                listening.send(chunked + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\n\r\n"
                        + Integer.toHexString(listen.length()) + "\r\n" + listen + "\r\n0\r\n\r\n");
                assertThat("a stream that stays, number " + i, listening.head().status(), is(200));
                open.addAll(List.of(unfinished, listening));
            }
            assertThat(roomy.request("POST /mcp", TestServer.BEARER, "\"" + "x".repeat(1_000_000) + "\"").status(), is(400));
        } finally {
            open.forEach(RawHttp::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, 200_000, 1 << 20})
    void aBodyInChunksIsReadWholeWhateverItsSize(int size) {
        try (TestServer large = new TestServer(HttpLimits.DEFAULTS); RawHttp http = new RawHttp(large.port())) {
            String before = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"text\":\"";
            String text = "x".repeat(Math.max(0, size - before.length() - 4));
            StringBuilder request = new StringBuilder("POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + TestServer.BEARER
                    + "Transfer-Encoding: chunked\r\n\r\n");
            String body = before + text + "\"}}}";
            for (int at = 0; at < body.length(); at += 50_000) {
                String chunk = body.substring(at, Math.min(body.length(), at + 50_000));
                request.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
            }
            RawHttp.Response response = http.exchange(request.append("0\r\n\r\n").toString());
            assertThat(response.status(), is(200));
            assertThat(response.body(), containsString("\"" + text + "\""));
        }
    }

    // behaviour: http.endless-body
    @Test
    void whatListenersSentTakesABoundedShareOfTheMemoryAsLongAsTheyListen() throws InterruptedException {
        HttpLimits limits = new HttpLimits(1 << 16, 2_048, 16, 4, 64, 64, Duration.ofSeconds(20), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ZERO, Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4));
        String listen = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{},\"more\":["
                + "{},".repeat(20_000) + "{}]," + META + "}}";
        String request = TestServer.message("POST /mcp", TestServer.BEARER + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\n",
                listen);
        List<RawHttp> open = new ArrayList<>();
        try (TestServer roomy = new TestServer(limits)) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                RawHttp http = new RawHttp(roomy.port());
                http.send(request);
                statuses.add(http.head().status());
                open.add(http);
            }
            assertThat("of eight times 64 KiB", statuses, contains(200, 200, 200, 200, 200, 200, 200, 200, 429, 429, 429, 429));
            open.forEach(RawHttp::close);
            int status = 429;
            for (int i = 0; i < 100 && status == 429; i++) {
                Thread.sleep(100);
                try (RawHttp http = new RawHttp(roomy.port())) {
                    http.send(request);
                    status = http.head().status();
                }
            }
            assertThat(status, is(200));
        } finally {
            open.forEach(RawHttp::close);
        }
    }

    // behaviour: modern.headers
    @ParameterizedTest
    @CsvSource({"MCP-Protocol-Version,2025-11-25", "Mcp-Method,tools/list", "Mcp-Name,change", "Mcp-Name,echo"})
    void aHeaderThatIsThereTwiceDoesNotMatch(String name, String value) {
        // whoever is on the way may have believed the other one
        String headers = "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: echo\r\n";
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{}," + META + "}}";
        assertThat(server.request("POST /mcp", TestServer.BEARER + headers, body).status(), is(200));
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER + headers + name + ": " + value + "\r\n", body);
        assertThat(response.status(), is(400));
        assertThat(response.body(), containsString("-32020"));
    }

    // behaviour: http.busy
    @Test
    void overTheLimitOfCallsTheAnswerIs429WithATimeToComeBack() throws InterruptedException {
        try (TestServer busy = new TestServer(new HttpLimits(4_096, 2_048, 16, 1, 2, 64, Duration.ofSeconds(20),
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(300),
                Duration.ZERO, Duration.ofSeconds(60), 1 << 20, Duration.ofSeconds(2), Duration.ofSeconds(4))); RawHttp holder = new RawHttp(busy.port())) {
            holder.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("hold", "{}")));
            while (busy.tools.holding.get() == 0) {
                Thread.sleep(5);
            }
            RawHttp.Response response = busy.call("echo", "{}");
            assertThat(response.status(), is(429));
            assertThat(response.all("Retry-After"), contains("1"));
            assertThat(response.body(), containsString("\"id\":7,"));
            assertThat("health is not a call", busy.request("GET /healthz", "", "").status(), is(200));
            busy.tools.release.countDown();
            assertThat(holder.response(false).status(), is(200));
            // on the same connection, where the next request is read when all is done about this one
            holder.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("echo", "{}")));
            assertThat("the place is free again", holder.response(false).status(), is(200));
        }
    }

    private static RawHttp.Response modern(String method, String headers, String params) {
        return server.request("POST /mcp", TestServer.BEARER + "MCP-Protocol-Version: 2026-07-28\r\n" + headers,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params + META + "}}");
    }
}
