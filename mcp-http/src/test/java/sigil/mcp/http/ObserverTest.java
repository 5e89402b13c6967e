package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an observer is told of requests and streams. */
class ObserverTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answered only() {
        await(() -> !server.answered.isEmpty());
        assertThat(server.answered.size(), is(1));
        return server.answered.getFirst();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("It did not come so far within 20 s.");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void aCallIsToldWithItsToolItsBytesAndItsDataCentre() {
        String body = TestServer.callBody("echo", "{\"text\":\"hello\"}");
        RawHttp.Response response = server.request("POST /mcp?x=1", TestServer.BEARER + "Cf-Ray: 8c1f0a6b5d3e2f10-FRA\r\n", body);
        Answered told = only();
        assertThat(told.route(), is("/mcp"));
        assertThat(told.method(), is("POST"));
        assertThat(told.status(), is(200));
        assertThat(told.tool(), is("echo"));
        assertThat(told.outcome(), is(Outcome.ANSWERED));
        assertThat(told.known(), is(true));
        assertThat(told.longLived(), is(false));
        assertThat(told.requestBytes(), is((long) body.length()));
        assertThat(told.responseBytes(), is(greaterThan((long) response.body().length())));
        assertThat(told.dataCentre(), is("FRA"));
        assertThat(told.took(), is(greaterThan(Duration.ZERO)));
        assertThat(response.first("X-Request-Id").orElse(""), is(told.id()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET /healthz             | /healthz              | 200",
        "GET /open                | /open                 | 200",
        "GET /actions/nothing-xyz | /actions/{tool}       | 401",
        "GET /r/app/some/file     | /r/{repository}/{path} | 401",
        "GET /probe/anything      | /probe/{name}         | 404",
        "GET /made/up/by/somebody | other                 | 401",
        "GET /mcp                 | /mcp                  | 401"})
    void aPathIsToldAsItsRoute(String line, String route, int status) {
        server.request(line, "", "");
        assertThat(only().route(), is(route));
        assertThat(only().status(), is(status));
        assertThat(only().known(), is(false));
    }

    @Test
    void whatIsNoRequestIsToldWithoutARoute() {
        RawHttp.once(server.port(), "GET / HTTP/1.1\r\nno header\r\n\r\n");
        assertThat(only().route(), is("none"));
        assertThat(only().status(), is(400));
        assertThat(only().refusal(), is("http"));
    }

    @Test
    void aMethodThatSomebodyMadeUpIsNotToldByItsName() {
        server.request("FROBNICATE /healthz", "", "");
        assertThat(only().method(), is("other"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"8abc-fra", "8abc-FRAX", "-FRA", "FRA", "8abc-F\"A", "8abc-"})
    void whatIsNoDataCentreIsNotTold(String ray) {
        server.request("GET /healthz", "Cf-Ray: " + ray + "\r\n", "");
        assertThat(only().dataCentre(), is(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"} | RPC_ERROR",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"} | ANSWERED"})
    void anErrorThatIsAnsweredWith200IsToldAsWhatItIs(String body, Outcome outcome) {
        server.request("POST /mcp", TestServer.BEARER, body);
        assertThat(only().outcome(), is(outcome));
    }

    @Test
    void aCallThatTakesTooLongIsToldAsThat() {
        server.call("wait", "{}");
        assertThat(only().outcome(), is(Outcome.TIMED_OUT));
        assertThat(only().tool(), is("wait"));
    }

    @Test
    void aToolThatFailsByAFaultOfTheServerIsToldAsThat() {
        server.call("fault", "{}");
        assertThat(only().outcome(), is(Outcome.FAULT));
        assertThat(only().status(), is(200));
    }

    @Test
    void aStreamIsOpenUntilItsClientGoesAndItsSilenceIsKnown() {
        assertThat(server.http().streams().count(), is(0));
        assertThat(server.http().streams().silence(), is(Duration.ZERO));
        SessionClient client = SessionClient.open(server, "2025-11-25");
        try (RawHttp stream = client.listen("")) {
            assertThat(server.http().streams().count(), is(1));
            // a sign of life comes after each 300 ms without a word
            await(() -> server.http().streams().longestSilence().toMillis() >= 200);
            stream.chunk();
            assertThat(server.http().streams().silence(), is(lessThan(Duration.ofSeconds(20))));
        }
        await(() -> server.http().streams().count() == 0);
        assertThat(server.http().streams().longestSilence(), is(not(Duration.ZERO)));
        await(() -> server.answered.stream().anyMatch(Answered::longLived));
    }
}
