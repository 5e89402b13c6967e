package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a request ends is never guessed (RFC 9112 section 6): what cannot be told gets one answer and the end of the connection, and no
 * byte of a body is taken for another request.
 */
class FramingIT {
    private static final int LARGEST_BODY = 4_096;
    private static final String POST = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n";
    private static final String HIDDEN = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    private static Path home;
    private static RunningImage server;

    @BeforeAll
    static void serve() {
        Path sample = home.resolve("sample");
        Image.write(sample.resolve("README.md"), "Hello\n");
        server = RunningImage.start(Image.in(home), "--no-auth", "--repo", "sample=" + sample, "--set", "limits.max_body_bytes=" + LARGEST_BODY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> untrustworthy() {
        return Stream.of(
                argumentSet("a chunk that is too large", 413, POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk(HIDDEN.repeat(200)) + "0\r\n\r\n"),
                argumentSet("chunks that become too large", 413, POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk("x".repeat(LARGEST_BODY))
                        + chunk("y") + chunk(HIDDEN) + "0\r\n\r\n"),
                argumentSet("a size of a chunk that is no number", 400, POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + HIDDEN),
                argumentSet("a size of a chunk below zero", 400, POST + "Transfer-Encoding: chunked\r\n\r\n-5\r\n" + HIDDEN),
                argumentSet("a length below zero", 400, POST + "Content-Length: -5\r\n\r\n" + HIDDEN),
                argumentSet("a length that is a list", 400, POST + "Content-Length: 5, 5\r\n\r\n" + HIDDEN),
                argumentSet("two lengths that differ", 400, POST + "Content-Length: " + Rpc.PING.length() + "\r\nContent-Length: 5\r\n\r\n" + Rpc.PING),
                argumentSet("a length and chunks", 400, POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(Rpc.PING) + "0\r\n\r\n"),
                argumentSet("a space before the colon", 400, POST + "Content-Length : 5\r\n\r\n" + HIDDEN),
                argumentSet("a folded header", 400, POST + "X-Folded: 1\r\n Content-Length: 5\r\n\r\n" + HIDDEN),
                argumentSet("lines that end in half", 400, "GET /healthz HTTP/1.1\nHost: localhost\n\n" + HIDDEN),
                argumentSet("two hosts", 400, POST + "Host: elsewhere.example\r\n\r\n" + HIDDEN),
                argumentSet("no host", 400, "GET /healthz HTTP/1.1\r\n\r\n" + HIDDEN));
    }

    @ParameterizedTest
    @MethodSource("untrustworthy")
    void aRequestWithoutAClearEndGetsOneAnswerAndTheEndOfTheConnection(int status, String request) {
        try (RawHttp connection = new RawHttp(server.port())) {
            RawHttp.Response response = connection.exchange(request);
            assertThat(response.toString(), response.status(), is(status));
            assertThat(response.toString(), response.all("Connection"), contains("close"));
            assertThat("closed without a further answer", connection.closedByServer(), is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "gzip, chunked", "chunked, identity"})
    void aTransferCodingThatIsNotSpokenHidesNoSecondRequest(String coding) {
        try (RawHttp connection = new RawHttp(server.port())) {
            RawHttp.Response response = connection.exchange(POST + "Transfer-Encoding: " + coding + "\r\n\r\n" + HIDDEN);
            // RFC 9112 section 6.1: 501, or 400 where the framing is faulty
            assertThat(response.toString(), List.of(400, 501).contains(response.status()), is(true));
            assertThat("closed without a further answer", connection.closedByServer(), is(true));
        }
    }

    @Test
    void aBodyThatNobodyReadsIsNoRequest() {
        for (String head : List.of("POST /nothing HTTP/1.1\r\nHost: localhost\r\n", "POST /mcp HTTP/1.1\r\nHost: elsewhere.example\r\n",
                POST + "Via: 1.1 proxy\r\n", "GET /healthz HTTP/1.1\r\nHost: localhost\r\n")) {
            try (RawHttp connection = new RawHttp(server.port())) {
                connection.exchange(head + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN);
                // the answer to this, and not to what was hidden before it
                assertThat(head, connection.exchange("OPTIONS /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").all("Allow"), contains("GET, HEAD"));
            }
        }
    }

    @Test
    void closeIsUnderstoodInAnyCaseAndAmongOtherOptions() {
        for (String option : List.of("close", "Close", "CLOSE", "close, TE", "TE, close")) {
            try (RawHttp connection = new RawHttp(server.port())) {
                RawHttp.Response response = connection.exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: " + option + "\r\n\r\n");
                assertThat(option, response.all("Connection"), contains("close"));
                assertThat(option, connection.closedByServer(), is(true));
            }
        }
    }

    /** The fault is the client's: nothing for the owner to look into, and no way to fill his log. */
    @Test
    void aBodyThatBreaksOffIsNoFaultOfTheServer() {
        try (RunningImage fresh = RunningImage.start(Image.in(home), "--no-auth", "--repo", "sample=" + home.resolve("sample"))) {
            for (String begun : List.of("Transfer-Encoding: chunked\r\n\r\n5\r\nhel", "Content-Length: 100\r\n\r\nhello")) {
                try (RawHttp connection = new RawHttp(fresh.port())) {
                    connection.send(POST + begun);
                }
            }
            fresh.stop(Duration.ofSeconds(20));
            assertThat(fresh.log().stream().filter(FramingIT::alarms).toList(), is(empty()));
        }
    }

    private static boolean alarms(String line) {
        return line.contains("\"status\":500") || line.contains("WARN  io.helidon") || line.contains(" ERROR ") || line.startsWith("\tat ");
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
