package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second listener: one text, for programs of this machine. */
class MetricsListenerTest {
    private static MetricsListener listener;

    @BeforeAll
    static void start() {
        listener = MetricsListener.start(0, "text/test", () -> "figures\n");
    }

    @AfterAll
    static void stop() {
        listener.close();
    }

    private static RawHttp.Response ask(String line, String host, String headers) {
        return RawHttp.once(listener.port(), line + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST:9464", "[::1]:9464"})
    void theTextIsToldUnderTheNamesOfThisMachine(String host) {
        RawHttp.Response response = ask("GET /metrics", host, "");
        assertThat(response.status(), is(200));
        assertThat(response.first("Content-Type"), is(Optional.of("text/test")));
        assertThat(response.body(), is("figures\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com", "127.0.0.1.evil.example.com", "mcp.example.com", "10.0.0.1"})
    void aPageCannotReachItByAnotherName(String host) {
        RawHttp.Response response = ask("GET /metrics", host, "");
        assertThat(response.status(), is(403));
        assertThat(response.body(), not(containsString("figures")));
    }

    @Test
    void aTargetThatNamesAnotherHostIsRefused() {
        assertThat(ask("GET http://evil.example.com/metrics", "localhost", "").status(), is(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "http://localhost:3000", "null"})
    void aRequestOfAPageIsRefusedWhereverItComesFrom(String origin) {
        assertThat(ask("GET /metrics", "localhost", "Origin: " + origin + "\r\n").status(), is(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /metrics/", "POST /metrics", "DELETE /metrics", "GET /mcp", "GET /healthz", "GET /probe/status"})
    void thereIsNothingElse(String line) {
        assertThat(ask(line, "localhost", "").status(), is(404));
    }

    @Test
    void itListensOnLoopbackAlone() throws Exception {
        InetAddress other = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).findFirst().orElse(null);
        Assumptions.assumeTrue(other != null, "this machine has no address but loopback");
        assertThrows(ConnectException.class, () -> new Socket(other, listener.port()).close());
    }

    @Test
    void aPortThatIsTakenIsAFaultThatSaysWhich() {
        assertThat(assertThrows(IllegalStateException.class, () -> MetricsListener.start(listener.port(), "text/test", () -> "")).getMessage(),
                containsString("127.0.0.1:" + listener.port()));
    }
}
