package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that has the key asks; everybody else finds nothing. The tickets are made here by hand, as the reference describes them. */
class ProbeTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theEchoProvesWhoAnsweredAndTellsHowTheRequestArrived() throws Exception {
        Ticket ticket = Ticket.of(KEY, "GET", "/probe/echo");
        RawHttp.Response response = server.request("GET /probe/echo", ticket.header() + "User-Agent: doctor\r\n", "");
        assertThat(response.status(), is(200));
        assertThat(response.all("Sigil-Probe-Answer"), contains(ticket.proof(KEY)));
        assertThat(response.body(), containsString("\"host\":\"localhost\""));
        assertThat(response.body(), containsString("User-Agent"));
        assertThat(response.body(), containsString(ticket.nonce()));
    }

    @Test
    void aStreamThatIsAProbeCountsAmongNoOthers() throws Exception {
        server.request("GET /probe/stream?events=2&gap=50", Ticket.of(KEY, "GET", "/probe/stream?events=2&gap=50").header(), "");
        assertThat(server.http().streams().longestSilence(), is(Duration.ZERO));
    }

    @Test
    void theStatusIsToldToWhoeverHasTheKey() throws Exception {
        RawHttp.Response response = server.request("GET /probe/status", Ticket.of(KEY, "GET", "/probe/status").header(), "");
        assertThat(response.status(), is(200));
        assertThat(response.body(), is("{\"well\":true}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /probe/echo", "POST /probe/echo", "GET /probe/stream", "GET /probe/silence", "POST /probe/body", "GET /probe/seen",
        "GET /probe/status",        "GET /probe/", "DELETE /probe/echo"})
    void withoutATicketThereIsNothing(String line) {
        RawHttp.Response response = server.request(line, "", "");
        assertThat(response.status(), is(404));
        assertThat(response.all("Sigil-Probe-Answer"), is(empty()));
    }

    @Test
    void aTicketIsGoodForItsRequestAloneAndOnceAndForAMinute() throws Exception {
        Ticket used = Ticket.of(KEY, "GET", "/probe/echo");
        assertThat(status("GET /probe/echo", used), is(200));
        assertThat("again", status("GET /probe/echo", used), is(404));
        assertThat("another path", status("GET /probe/seen", Ticket.of(KEY, "GET", "/probe/echo")), is(404));
        assertThat("another query", status("GET /probe/echo?a=1", Ticket.of(KEY, "GET", "/probe/echo")), is(404));
        assertThat("another method", status("POST /probe/echo", Ticket.of(KEY, "GET", "/probe/echo")), is(404));
        assertThat("another key", status("GET /probe/echo", Ticket.of(new byte[32], "GET", "/probe/echo")), is(404));
        assertThat("old", status("GET /probe/echo", Ticket.of(KEY, "GET", "/probe/echo", Instant.now().minusSeconds(70))), is(404));
        assertThat("of tomorrow", status("GET /probe/echo", Ticket.of(KEY, "GET", "/probe/echo", Instant.now().plusSeconds(70))), is(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1...", "v1.1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "v2.1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "v1.99999999999999999999.a.b"})
    void whatIsNoTicketIsNone(String header) {
        assertThat(server.request("GET /probe/echo", "Sigil-Probe: " + header + "\r\n", "").status(), is(404));
    }

    @Test
    void aRefusalProvesWhoRefusedAndIsNoLessARefusal() throws Exception {
        Ticket ticket = Ticket.of(KEY, "POST", "/mcp");
        RawHttp.Response response = server.request("POST /mcp", ticket.header(), "{}");
        assertThat(response.status(), is(401));
        assertThat(response.first("Sigil-Probe-Answer").orElse(""), is(ticket.proof(KEY)));
        Ticket stranger = Ticket.of(KEY, "GET", "/healthz");
        RawHttp.Response refused = RawHttp.once(server.port(), "GET /healthz HTTP/1.1\r\nHost: evil.example.net\r\n" + stranger.header() + "\r\n");
        assertThat(refused.status(), is(403));
        assertThat(refused.first("Sigil-Probe-Answer").orElse(""), is(stranger.proof(KEY)));
    }

    @Test
    void theBoxLearnsWhichOfItsRequestsArrivedAndHowTheyWereAnswered() throws Exception {
        Ticket refused = Ticket.of(KEY, "POST", "/mcp");
        server.request("POST /mcp", refused.header(), "{}");
        String target = "/probe/seen?nonce=" + refused.nonce();
        String found = server.request("GET " + target, Ticket.of(KEY, "GET", target).header(), "").body();
        assertThat(found, containsString("\"seen\":true"));
        assertThat(found, containsString("\"status\":401"));
        String other = "/probe/seen?nonce=" + Ticket.of(KEY, "GET", "/").nonce();
        assertThat(server.request("GET " + other, Ticket.of(KEY, "GET", other).header(), "").body(), is("{\"seen\":false}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void theEventsOfAStreamAreSentOneByOne(String method) throws Exception {
        String target = "/probe/stream?events=4&gap=100";
        List<Long> arrivals = new ArrayList<>();
        long start = System.nanoTime();
        try (RawHttp http = new RawHttp(server.port())) {
            http.send(TestServer.message(method + " " + target, Ticket.of(KEY, method, target).header(), method.equals("POST") ? "{}" : ""));
            RawHttp.Response head = http.head();
            assertThat(head.first("Content-Type").orElse(""), is("text/event-stream"));
            for (String line = http.line(); !line.equals("0"); line = http.line()) {
                if (line.startsWith("data:")) {
                    arrivals.add((System.nanoTime() - start) / 1_000_000);
                }
            }
        }
        assertThat(arrivals.size(), is(4));
        assertThat(arrivals.toString(), arrivals.getLast() - arrivals.getFirst(), greaterThanOrEqualTo(250L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/probe/silence?millis=300", "/probe/silence?millis=300&begun=true"})
    void aSilenceLastsAsLongAsWasAsked(String target) throws Exception {
        long start = System.nanoTime();
        RawHttp.Response response = server.request("GET " + target, Ticket.of(KEY, "GET", target).header(), "");
        assertThat(response.status(), is(200));
        assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis(), greaterThanOrEqualTo(300L));
    }

    @Test
    void aBodyIsMeasured() throws Exception {
        RawHttp.Response response = server.request("POST /probe/body", Ticket.of(KEY, "POST", "/probe/body").header(), "x".repeat(100_000));
        assertThat(response.body(), containsString("\"bytes\":100000"));
        assertThat(response.body(), containsString("\"sha256\":\""));
    }

    @Test
    void noMoreThanThirtyTwoWaitAtATimeAndTheirPlacesAreFreeWhenTheyAreGone() throws Exception {
        String target = "/probe/silence?millis=60000&begun=true";
        List<RawHttp> waiting = new ArrayList<>();
        for (int i : IntStream.range(0, 32).toArray()) {
            RawHttp http = new RawHttp(server.port());
            waiting.add(http);
            http.send(TestServer.message("GET " + target, Ticket.of(KEY, "GET", target).header(), ""));
            assertThat("place " + i, http.head().status(), is(200));
        }
        RawHttp.Response another = server.request("GET " + target, Ticket.of(KEY, "GET", target).header(), "");
        assertThat(another.status(), is(429));
        assertThat(another.all("Retry-After"), is(not(empty())));
        waiting.forEach(RawHttp::close);
        String shorter = "/probe/silence?millis=1";
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        int status;
        do {
            status = server.request("GET " + shorter, Ticket.of(KEY, "GET", shorter).header(), "").status();
        } while (status == 429 && System.nanoTime() < end);
        assertThat(status, is(200));
    }

    @Test
    void aKeyHasThirtyTwoBytes() {
        assertThrows(IllegalArgumentException.class, () -> new ProbeKey(new byte[31]));
    }

    private static int status(String line, Ticket ticket) {
        return server.request(line, ticket.header(), "").status();
    }

    /** As docs/reference/routes.md has it. */
    private record Ticket(String nonce, String header) {
        static Ticket of(byte[] key, String method, String target) throws GeneralSecurityException {
            return of(key, method, target, Instant.now());
        }

        static Ticket of(byte[] key, String method, String target, Instant at) throws GeneralSecurityException {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            String seconds = String.valueOf(at.getEpochSecond());
            String mac = mac(key, "sigil-probe-ticket\n" + method + "\n" + target + "\n" + seconds + "\n" + nonce + "\n");
            return new Ticket(nonce, "Sigil-Probe: v1." + seconds + "." + nonce + "." + mac + "\r\n");
        }

        String proof(byte[] key) throws GeneralSecurityException {
            return mac(key, "sigil-probe-answer\n" + nonce + "\n");
        }

        private static String mac(byte[] key, String text) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
