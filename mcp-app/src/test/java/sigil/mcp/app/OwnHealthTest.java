package sigil.mcp.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What the watchdog takes for a sign of life: an answer of 200, in time, through the socket. */
class OwnHealthTest {
    private static final String GOOD = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nup";

    @Test
    void aServerThatAnswersIsAliveAndOneConnectionSuffices() throws IOException {
        try (AnsweringServer server = new AnsweringServer(GOOD); OwnHealth health = health(server)) {
            assertThat(health.good() && health.good() && health.good(), is(true));
            assertThat(server.connections(), is(1));
        }
    }

    @Test
    void aServerThatHangsIsNot() throws IOException {
        try (AnsweringServer server = new AnsweringServer(""); OwnHealth health = health(server)) {
            assertThat(health.good(), is(false));
        }
    }

    @Test
    void aServerThatIsUnwellIsNot() throws IOException {
        try (AnsweringServer server = new AnsweringServer(GOOD.replace("200 OK", "503 No")); OwnHealth health = health(server)) {
            assertThat(health.good(), is(false));
        }
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsOpenedAgain() throws IOException {
        try (AnsweringServer server = new AnsweringServer(GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")); OwnHealth health = health(server)) {
            assertThat(health.good() && health.good(), is(true));
            assertThat(server.connections(), is(2));
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

    private static OwnHealth health(AnsweringServer server) {
        return new OwnHealth("127.0.0.1", server.port(), Duration.ofSeconds(server.hangs() ? 1 : 20));
    }
}
