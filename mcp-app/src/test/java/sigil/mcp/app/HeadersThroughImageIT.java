package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sigil.mcp.core.JsonCodec;

/** Each status that the image gives to a client, its own and Helidon's, carries the headers that keep proxies from holding it back, once. */
class HeadersThroughImageIT {
    private static final int LARGEST_BODY = 4_096;
    private static final int LARGEST_HEADER = 4_096;
    private static final String JSON = "Accept: application/json";

    @TempDir
    private static Path home;
    private static RunningImage server;
    private static String bearer;

    @BeforeAll
    static void serve() {
        Path sample = home.resolve("sample");
        for (int i = 0; i < 100; i++) {
            Image.write(sample.resolve("file" + i + ".txt"), "Hello\n");
        }
        Image image = Image.in(home);
        bearer = "Authorization: Bearer " + image.createToken("headers");
        server = RunningImage.start(image, "--repo", "sample=" + sample, "--set", "limits.max_body_bytes=" + LARGEST_BODY,
                "--set", "limits.max_header_bytes=" + LARGEST_HEADER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> requests() {
        String search = Rpc.callWithProgress("search_code", JsonCodec.object().add("query", "hello").build());
        return Stream.of(
                argumentSet("200 as JSON", 200, request("POST", "/mcp", Rpc.PING, bearer)),
                argumentSet("200 as JSON at /", 200, request("POST", "/", Rpc.request("tools/list", JsonValue.EMPTY_JSON_OBJECT), bearer)),
                argumentSet("200 as SSE", 200, request("POST", "/mcp", search, bearer, "Accept: application/json, text/event-stream")),
                argumentSet("200 of the front page", 200, request("GET", "/", "")),
                argumentSet("200 to HEAD of the front page", 200, request("HEAD", "/", "")),
                argumentSet("200 of health", 200, request("GET", "/healthz", "")),
                argumentSet("200 to HEAD of health", 200, request("HEAD", "/readyz", "")),
                argumentSet("202", 202, request("POST", "/mcp", Rpc.notification("notifications/initialized"), bearer)),
                argumentSet("OPTIONS", 200, request("OPTIONS", "/mcp", "", bearer)),
                argumentSet("400 of JSON that is none", 400, request("POST", "/mcp", "{", bearer)),
                argumentSet("400 of a batch", 400, request("POST", "/mcp", "[]", bearer)),
                argumentSet("400 of a request line", 400, "GET\r\n\r\n"),
                argumentSet("400 of a header", 400, "GET /healthz HTTP/1.1\r\nHost localhost\r\n\r\n"),
                argumentSet("400 of a length", 400, "POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + bearer + "\r\nContent-Length: many\r\n\r\n"),
                argumentSet("401", 401, request("POST", "/mcp", Rpc.PING)),
                argumentSet("401 to HEAD", 401, request("HEAD", "/mcp", "")),
                argumentSet("403 of a host", 403, request("POST", "/mcp", Rpc.PING, bearer, "Host: rebound.example")),
                argumentSet("403 of an origin", 403, request("POST", "/mcp", Rpc.PING, bearer, "Origin: https://elsewhere.example")),
                argumentSet("404", 404, request("GET", "/no/such/path", "", bearer)),
                argumentSet("404 to HEAD", 404, request("HEAD", "/no/such/path", "", bearer)),
                argumentSet("405", 405, request("GET", "/mcp", "", bearer)),
                argumentSet("405 to HEAD", 405, request("HEAD", "/mcp", "", bearer)),
                argumentSet("405 of health", 405, request("DELETE", "/healthz", "")),
                argumentSet("406", 406, request("GET", "/", "", JSON)),
                argumentSet("406 to HEAD", 406, request("HEAD", "/", "", JSON)),
                argumentSet("413", 413, request("POST", "/mcp", " ".repeat(LARGEST_BODY + 1), bearer)),
                argumentSet("431", 431, request("GET", "/healthz", "", "X-Large: " + "x".repeat(2 * LARGEST_HEADER))),
                argumentSet("505", 505, "GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyResponseCarriesTheHeadersExactlyOnce(int status, String request) {
        try (RawHttp connection = new RawHttp(server.port())) {
            RawHttp.Response response = connection.exchange(request);
            assertThat(response.toString(), response.status(), is(status));
            assertThat(response.toString(), response.all("X-Accel-Buffering"), contains("no"));
            assertThat(response.toString(), response.all("Cache-Control"),
                    contains(allOf(containsString("no-cache, no-store, must-revalidate"), containsString("no-transform"))));
            assertThat(response.toString(), response.all("Connection"), contains(anyOf(is("keep-alive"), is("close"))));
            if (response.all("Connection").contains("close")) {
                assertThat("closed, as announced", connection.closedByServer(), is(true));
            } else {
                assertThat("kept, as announced", connection.exchange(request("GET", "/healthz", "")).status(), is(200));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void itClosesWhereTheClientAsksForThat(int status, String request) {
        try (RawHttp connection = new RawHttp(server.port())) {
            RawHttp.Response response = connection.exchange(request.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            assertThat(response.toString(), response.status(), is(status));
            assertThat(response.toString(), response.all("Connection"), contains("close"));
            assertThat(connection.closedByServer(), is(true));
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void noErrorSpeaksOfTheProgramInside(int status, String request) {
        RawHttp.Response response;
        try (RawHttp connection = new RawHttp(server.port())) {
            response = connection.exchange(request);
        }
        for (String word : List.of("Exception", "java.", "helidon", home.toString())) {
            assertThat(response.toString(), response.toString().contains(word), is(false));
        }
    }

    private static String request(String method, String path, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (Stream.of(headers).noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: localhost\r\n");
        }
        Stream.of(headers).forEach(header -> request.append(header).append("\r\n"));
        return request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body).toString();
    }
}
