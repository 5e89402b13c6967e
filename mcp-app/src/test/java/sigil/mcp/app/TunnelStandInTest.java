package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests rely on when they say that something is behind a tunnel. */
class TunnelStandInTest {
    @TempDir
    private Path home;
    private TunnelStandIn tunnel;

    @BeforeEach
    void open() {
        tunnel = TunnelStandIn.open(home);
    }

    @AfterEach
    void close() {
        tunnel.close();
    }

    private String request(String method, String... headerLines) {
        return method + " /mcp HTTP/1.1\r\nHost: " + tunnel.host() + "\r\n" + String.join("\r\n", headerLines) + "\r\n\r\n";
    }

    @Test
    void withoutAnOriginItIs502() {
        try (RawHttp visitor = RawHttp.through(tunnel)) {
            assertThat(visitor.exchange(request("GET", "Accept: */*")).status(), is(502));
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 5,hello", "Transfer-Encoding: chunked,'5\r\nhello\r\n0\r\n\r\n'"})
    void theEdgeSaysWhoTheVisitorIsAndAppendsHimToWhatHeClaims(String framing, String body) throws Exception {
        try (Echo echo = new Echo(2); RawHttp visitor = RawHttp.through(tunnel)) {
            tunnel.leadTo(echo.port());
            tunnel.visitor("203.0.113.9");
            for (int i = 0; i < 2; i++) {
                String got = visitor.exchange(request("POST", "X-Forwarded-For: 127.0.0.1", "cf-connecting-ip: 127.0.0.1", "X-Forwarded-Proto: http",
                        "X-Forwarded-Host: elsewhere.example", "X-Own: kept", framing) + body.translateEscapes()).body();
                assertThat(got, containsString("X-Forwarded-For: 127.0.0.1, 203.0.113.9\n"));
                assertThat(got, containsString("Cf-Connecting-Ip: 203.0.113.9\n"));
                assertThat(got, containsString("X-Forwarded-Proto: https\n"));
                assertThat(got, containsString("X-Forwarded-Host: " + tunnel.host() + "\n"));
                assertThat(got, containsString("Cdn-Loop: cloudflare; loops=1\n"));
                assertThat(got, containsString("X-Own: kept\n"));
                assertThat(got, endsWith("\n\nhello"));
                assertThat(got, not(containsString("elsewhere.example")));
                assertThat(got, not(containsString("cf-connecting-ip")));
            }
            assertThat("both came on one connection", echo.peers, contains("127.0.0.1"));
        }
    }

    @Test
    void aPieceOfAnAnswerComesThroughBeforeTheNextIsThereAndALeavingVisitorIsNoticed() throws Exception {
        CountDownLatch firstCame = new CountDownLatch(1);
        CountDownLatch noticed = new CountDownLatch(1);
        try (ServerSocket origin = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = origin.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nfirst ".getBytes(StandardCharsets.US_ASCII));
                    firstCame.await();
                    socket.getOutputStream().write("second".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    noticed.countDown();
                } catch (IOException | InterruptedException e) {
                    noticed.countDown();
                }
            });
            tunnel.leadTo(origin.getLocalPort());
            try (RawHttp visitor = RawHttp.through(tunnel)) {
                visitor.send(request("GET", "Accept: */*"));
                visitor.awaitResponse();
                firstCame.countDown();
                assertThat(visitor.response(false).body(), is("first second"));
                assertThat(noticed.getCount(), is(1L));
            }
            assertThat(noticed.await(20, TimeUnit.SECONDS), is(true));
        }
    }

    /** An origin that answers each request with what it got. */
    private static final class Echo implements AutoCloseable {
        private final ServerSocket listener;
        private final List<String> peers = new CopyOnWriteArrayList<>();

        Echo(int requests) throws IOException {
            listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
            Thread.ofVirtual().start(() -> {
                try (Socket socket = listener.accept()) {
                    peers.add(socket.getInetAddress().getHostAddress());
                    for (int i = 0; i < requests; i++) {
                        byte[] answer = request(socket.getInputStream()).getBytes(StandardCharsets.ISO_8859_1);
                        socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                        socket.getOutputStream().write(answer);
                    }
                } catch (IOException e) {
                    peers.add(e.toString());
                }
            });
        }

        int port() {
            return listener.getLocalPort();
        }

        /** Head and body, lines ended by a line feed alone. */
        private static String request(InputStream in) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\n\n") < 0) {
                append(text, in);
            }
            boolean chunked = text.toString().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
            String head = text.toString();
            text.setLength(0);
            if (chunked) {
                while (!text.toString().endsWith("0\n\n")) {
                    append(text, in);
                }
                return head + text.toString().lines().skip(1).findFirst().orElse("");
            }
            return head + new String(in.readNBytes(5), StandardCharsets.ISO_8859_1);
        }

        private static void append(StringBuilder text, InputStream in) throws IOException {
            int c = in.read();
            if (c < 0) {
                throw new IOException("ended");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
