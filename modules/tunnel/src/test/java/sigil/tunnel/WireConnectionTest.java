package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is told as it came: its lines, its body, its times, and whether it came whole. */
class WireConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(40);

    @Test
    void chunksArePutTogetherAndEachArrivalHasItsTime() throws Exception {
        WireAnswer answer = exchange("HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\none\r\n", "4;x=y\r\nfour\r\n", "0\r\n\r\n");
        assertThat(answer.status(), is(200));
        assertThat(answer.all("A"), contains("1", "2"));
        assertThat(answer.text(), is("onefour"));
        assertThat(answer.whole(), is(true));
        assertThat(answer.arrivals().size(), is(2));
        assertThat(answer.arrivals().get(1).minus(answer.arrivals().get(0)).toMillis(), greaterThanOrEqualTo(50L));
    }

    @Test
    void aBodyOfAKnownLengthEndsThere() throws Exception {
        WireAnswer answer = exchange("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n", "no and more");
        assertThat(answer.text(), is("no"));
        assertThat(answer.whole(), is(true));
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
        WireAnswer answer = exchange("HTTP/1.0 200 OK\r\n\r\n", "all of it");
        assertThat(answer.text(), is("all of it"));
        assertThat(answer.whole(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    void whatBreaksOffIsNotWhole(String bytes) throws Exception {
        assertThat(exchange(bytes).whole(), is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/2 200\r\n\r\n", "", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nA: 1"})
    void whatIsNoAnswerOfHttpIsAFailure(String bytes) {
        assertThrows(IOException.class, () -> exchange(bytes));
    }

    @Test
    void aBodyWithoutAnEndIsCut() throws Exception {
        WireAnswer answer = assertTimeoutPreemptively(LONG, () -> forever("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(50_000), Duration.ZERO, WireRequest.get("/")));
        assertThat(answer.whole(), is(false));
        assertThat(answer.body().length, is(1 << 20));
    }

    @Test
    void aByteNowAndThenDoesNotKeepItForEver() throws Exception {
        WireAnswer answer = assertTimeoutPreemptively(LONG, () -> forever("HTTP/1.1 200 OK\r\n\r\n", "x", Duration.ofMillis(50), WireRequest.get("/")));
        assertThat(answer.whole(), is(false));
        assertThat(answer.status(), is(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nA: ", "", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"})
    void norDoesAHeadThatComesByteByByte(String head) {
        assertThrows(SocketTimeoutException.class, () -> assertTimeoutPreemptively(LONG, () -> forever(head, "x", Duration.ofMillis(50), WireRequest.get("/"))));
    }

    @Test
    void norDoesSomebodyWhoReadsNothing() {
        WireRequest large = WireRequest.post("/", "text/plain", "x".repeat(64 << 20));
        assertThrows(IOException.class, () -> assertTimeoutPreemptively(LONG, () -> forever("", "", Duration.ofSeconds(60), large)));
    }

    @Test
    void aConnectionThatIsClosedStirs() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             WireConnection connection = way(server).open(); Socket peer = server.accept()) {
            assertThat(connection.stirs(Duration.ofMillis(100)), is(false));
            peer.close();
            assertThat(connection.stirs(PATIENCE), is(true));
        }
    }

    /** Sends the pieces one after another, and closes. */
    private static WireAnswer exchange(String... pieces) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); WireConnection connection = way(server).open()) {
            Thread.ofVirtual().start(() -> {
                try (Socket peer = server.accept()) {
                    peer.getInputStream().read(new byte[4_096]);
                    for (String piece : pieces) {
                        peer.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException e) {
                    // the test fails for want of an answer
                }
            });
            return connection.exchange(WireRequest.get("/"), PATIENCE);
        }
    }

    /** Sends a beginning and then the same again and again, for as long as somebody listens; reads only what came with the first bytes. */
    private static WireAnswer forever(String beginning, String again, Duration pause, WireRequest request) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); WireConnection connection = way(server).open()) {
            Thread.ofVirtual().start(() -> {
                try (Socket peer = server.accept()) {
                    peer.getInputStream().read(new byte[4_096]);
                    peer.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
                    while (true) {
                        peer.getOutputStream().write(again.getBytes(StandardCharsets.ISO_8859_1));
                        Thread.sleep(pause);
                    }
                } catch (IOException | InterruptedException e) {
                    // nobody listens any more
                }
            });
            return connection.exchange(request, Duration.ofMillis(700));
        }
    }

    private static Way way(ServerSocket server) {
        return new Way("127.0.0.1", server.getLocalPort(), "localhost", "localhost", Optional.empty());
    }
}
