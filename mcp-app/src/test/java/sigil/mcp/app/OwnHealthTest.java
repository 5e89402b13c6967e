package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What the watchdog takes for a sign of life: an answer of 200, in time, through the socket. */
class OwnHealthTest {
    private static final String GOOD = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nup";

    @Test
    void aServerThatAnswersIsAliveAndOneConnectionSuffices() throws IOException {
        try (Stand stand = new Stand(GOOD); OwnHealth health = stand.health()) {
            assertThat(health.good() && health.good() && health.good(), is(true));
            assertThat(stand.connections.get(), is(1));
        }
    }

    @Test
    void aServerThatHangsIsNot() throws IOException {
        try (Stand stand = new Stand(""); OwnHealth health = stand.health()) {
            assertThat(health.good(), is(false));
        }
    }

    @Test
    void aServerThatIsUnwellIsNot() throws IOException {
        try (Stand stand = new Stand(GOOD.replace("200 OK", "503 No")); OwnHealth health = stand.health()) {
            assertThat(health.good(), is(false));
        }
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsOpenedAgain() throws IOException {
        try (Stand stand = new Stand(GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")); OwnHealth health = stand.health()) {
            assertThat(health.good() && health.good(), is(true));
            assertThat(stand.connections.get(), is(2));
        }
    }

    @Test
    void whereNothingListensNothingLives() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (OwnHealth health = new OwnHealth("127.0.0.1", port, Duration.ofSeconds(1))) {
            assertThat(health.good(), is(false));
        }
    }

    /** Answers every request with the same; with nothing it hangs. */
    private static final class Stand implements AutoCloseable {
        private final AtomicInteger connections = new AtomicInteger();
        private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final String answer;

        Stand(String answer) throws IOException {
            this.answer = answer;
            Thread.ofVirtual().start(this::accept);
        }

        OwnHealth health() {
            return new OwnHealth("127.0.0.1", listener.getLocalPort(), Duration.ofSeconds(answer.isEmpty() ? 1 : 20));
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                InputStream in = socket.getInputStream();
                StringBuilder request = new StringBuilder();
                for (int c = in.read(); c >= 0; c = in.read()) {
                    request.append((char) c);
                    if (!answer.isEmpty() && request.toString().endsWith("\r\n\r\n")) {
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        if (answer.contains("close")) {
                            return;
                        }
                        request.setLength(0);
                    }
                }
            } catch (IOException e) {
                // the other side went
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
