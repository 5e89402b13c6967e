package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedFetchTest {
    private static final ClientIdUrl URL = new ClientIdUrl("https://client.example/oauth/client.json?v=1");
    private static final String JSON = "{\"client_id\":\"x\"}";
    private static final String GOOD = answer("Content-Type: application/json\r\nContent-Length: " + JSON.length(), JSON);
    private static final Issuer SELF = Issuer.of("https://mcp.example.com");
    /** For what is to end by itself; generous, since a machine may be slow. */
    private static final Duration LONG = Duration.ofSeconds(60);
    /** For what never ends by itself. */
    private static final Duration SHORT = Duration.ofMillis(700);
    /** For what never ends by itself, but begins. */
    private static final Duration LEISURELY = Duration.ofSeconds(2);

    @TempDir
    private static Path directory;
    private static SSLContext certificate;

    @BeforeAll
    static void makeCertificate() throws IOException, GeneralSecurityException, InterruptedException {
        certificate = TestCertificate.of(directory, "client.example");
    }

    private static String answer(String fields, String body) {
        return "HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n" + body;
    }

    private static TlsHost host(TlsHost.Answer answer) {
        return new TlsHost(certificate.getServerSocketFactory(), answer);
    }

    private static LoopbackNetwork network(TlsHost host) {
        return LoopbackNetwork.leadingTo(host.port(), certificate.getSocketFactory());
    }

    private static GuardedFetch fetch(Network network, Duration limit) {
        var clock = InstantSource.fixed(new SettableClock("2026-11-26T12:00:00Z").instant());
        return new GuardedFetch(SELF, "1.2.3", network, new FetchBudget(10, 4, clock), limit, clock);
    }

    private static Fetched fetched(TlsHost.Answer answer) throws IOException {
        try (TlsHost host = host(answer)) {
            return fetch(network(host), LONG).get(URL);
        }
    }

    private static String body(Fetched fetched) {
        assertThat(fetched, instanceOf(Fetched.Document.class));
        return new String(((Fetched.Document) fetched).body(), StandardCharsets.UTF_8);
    }

    private static String reason(Fetched fetched) {
        assertThat(fetched, instanceOf(Fetched.Failed.class));
        return ((Fetched.Failed) fetched).reason();
    }

    // row: CI-01
    @Test
    void aDocumentIsFetchedOverTlsFromTheAddressOfItsHost() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork network = network(host);
            assertThat(body(fetch(network, LONG).get(URL)), is(JSON));
            assertThat(network.resolved(), is(List.of("client.example")));
            assertThat(network.connected(), is(List.of("93.184.216.34 443")));
        }
    }

    // row: CI-07
    @Test
    void theRequestTellsNothingButTheNameAndVersionOfThisProgram() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD.replace("Content-Type", "Set-Cookie: a=b\r\nContent-Type")))) {
            GuardedFetch fetch = fetch(network(host), LONG);
            String request = "GET /oauth/client.json?v=1 HTTP/1.1\r\nHost: client.example\r\nUser-Agent: sigil-mcp/1.2.3\r\n"
                    + "Accept: application/json\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
            fetch.get(URL);
            fetch.get(URL);
            // the second one has no cookie either
            assertThat(host.requests(), is(List.of(request, request)));
        }
    }

    // row: CI-05
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "application/client-metadata+json", "application/ld+json;x=y"})
    void everyTypeOfJsonIsTaken(String type) throws IOException {
        assertThat(body(fetched(TlsHost.saying(answer("Content-Type: " + type + "\r\nContent-Length: " + JSON.length(), JSON)))), is(JSON));
    }

    // row: CI-05
    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Type: text/html", "Content-Type: text/json", "Content-Type: application/jsonp", "Content-Type: application/+json",
        "Content-Type: application/a b+json", "Content-Type: text/x+json", "Content-Type: application/javascript", "X: y",
        "Content-Type: application/json\r\nContent-Type: text/html", "Content-Type: ;application/json"})
    void whatIsNotSentAsJsonIsRefused(String type) throws IOException {
        assertThat(reason(fetched(TlsHost.saying(answer(type + "\r\nContent-Length: " + JSON.length(), JSON)))),
                containsString("has to be sent as application/json"));
    }

    // row: CI-05
    // row: SEC-12
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 300, 304})
    void aRedirectIsNotFollowed(int status) throws IOException {
        String redirect = "HTTP/1.1 " + status + " Over there\r\nLocation: https://client.example/other.json\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + JSON.length() + "\r\n\r\n" + JSON;
        try (TlsHost host = host(TlsHost.saying(redirect))) {
            assertThat(reason(fetch(network(host), LONG).get(URL)), containsString("redirect (status " + status + "), which is not followed"));
            assertThat(host.requests(), hasSize(1));
        }
    }

    // row: CI-05
    @ParameterizedTest
    @CsvSource({"201, false", "203, false", "206, false", "400, false", "403, false", "404, true", "410, true", "429, false", "500, false",
        "503, false"})
    void onlyStatus200IsADocument(int status, boolean gone) throws IOException {
        Fetched fetched = fetched(TlsHost.saying(GOOD.replace("200 OK", status + " No")));
        assertThat(reason(fetched), containsString("tatus " + status));
        assertThat(((Fetched.Failed) fetched).gone(), is(gone));
    }

    // row: CI-06
    // row: SEC-12
    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "255.255.255.255", "198.18.0.1",
        "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "fd00::1", "fe80::1",
        "fec0::1", "2002:7f00:1::", "2001:db8::1", "ff02::1"})
    void aNameThatLeadsIntoAPrivateNetworkIsNotConnectedTo(String address) throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork network = network(host).resolving(address);
            String reason = reason(fetch(network, LONG).get(URL));
            assertThat(reason, containsString("client.example leads to an address that is not on the public internet"));
            assertThat(reason, not(containsString(address)));
            assertThat(network.connected(), is(empty()));
        }
    }

    // row: CI-06
    // row: SEC-12
    @Test
    void oneBadAddressAmongGoodOnesIsEnough() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork last = network(host).resolving("93.184.216.34", "2606:4700::1", "1.1.1.1", "1.0.0.1", "10.0.0.1");
            assertThat(reason(fetch(last, LONG).get(URL)), containsString("not on the public internet"));
            assertThat(last.connected(), is(empty()));
        }
    }

    // row: CI-06
    @Test
    void aNeighbourWithAnAddressOfThePublicInternetIsNotConnectedTo() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork network = network(host).resolving("93.184.216.34").near("93.184.216.34");
            assertThat(reason(fetch(network, LONG).get(URL)), containsString("not on the public internet"));
            assertThat(network.connected(), is(empty()));
        }
    }

    // row: CI-06
    // row: SEC-12
    @Test
    void aNameThatIsReboundAfterItWasJudgedLeadsWhereItWasJudged() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork network = network(host).rebinding(time -> List.of(time == 0 ? "93.184.216.34" : "127.0.0.1"));
            GuardedFetch fetch = fetch(network, LONG);
            assertThat(body(fetch.get(URL)), is(JSON));
            assertThat(network.resolved(), hasSize(1));
            assertThat(network.connected(), is(List.of("93.184.216.34 443")));
            // and the next fetch judges anew
            assertThat(reason(fetch.get(URL)), containsString("not on the public internet"));
            assertThat(network.connected(), hasSize(1));
        }
    }

    @Test
    void anAddressThatDoesNotAnswerGivesWayToTheNextUpToThree() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork network = network(host).resolving("2606:4700::1", "93.184.216.34").dead("2606:4700:0:0:0:0:0:1");
            assertThat(body(fetch(network, LONG).get(URL)), is(JSON));
            assertThat(network.connected(), is(List.of("2606:4700:0:0:0:0:0:1 443", "93.184.216.34 443")));
            LoopbackNetwork silent = network(host).resolving("1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4").dead("1.1.1.1", "1.1.1.2", "1.1.1.3");
            assertThat(reason(fetch(silent, LONG).get(URL)), containsString("The connection to client.example did not come about"));
            assertThat(silent.connected(), hasSize(3));
        }
    }

    @Test
    void aNameWithoutAddressIsSaidToHaveNone() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            assertThat(reason(fetch(network(host).resolving(), LONG).get(URL)), containsString("client.example has no address"));
        }
    }

    // row: CI-06
    @Test
    void thisServerDoesNotAskItself() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork network = network(host);
            for (String own : List.of("https://mcp.example.com/client.json", "https://MCP.example.COM:443/client.json")) {
                assertThat(reason(fetch(network, LONG).get(new ClientIdUrl(own))), containsString("mcp.example.com is this server itself"));
            }
            assertThat(network.resolved(), is(empty()));
        }
    }

    // row: SEC-12
    @Test
    void aCertificateForAnotherNameIsRefused() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            assertThat(reason(fetch(network(host), LONG).get(new ClientIdUrl("https://victim.example/client.json"))),
                    containsString("victim.example does not prove by a certificate"));
            assertThat(host.requests(), is(empty()));
        }
    }

    // row: SEC-12
    @Test
    void aCertificateThatNoAuthorityVouchesForIsRefused() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            var network = LoopbackNetwork.leadingTo(host.port(), new PublicInternet().tls());
            assertThat(reason(fetch(network, LONG).get(URL)), containsString("client.example does not prove by a certificate"));
            assertThat(host.requests(), is(empty()));
        }
    }

    // row: CI-07
    // row: SEC-12
    @Test
    void aDocumentHasUpTo16KbAndNoByteMore() throws IOException {
        String most = "x".repeat(HttpBody.LONGEST);
        String type = "Content-Type: application/json\r\n";
        assertThat(body(fetched(TlsHost.saying(answer(type + "Content-Length: 16384", most)))), is(most));
        assertThat(body(fetched(TlsHost.saying(answer(type + "Connection: close", most)))), is(most));
        assertThat(body(fetched(TlsHost.saying(answer(type + "Transfer-Encoding: chunked", "4000\r\n" + most + "\r\n0\r\n\r\n")))), is(most));
        for (String tooLong : List.of(
                answer(type + "Content-Length: 16385", most + "x"),
                answer(type + "Connection: close", most + "x"),
                answer(type + "Transfer-Encoding: chunked", "4001\r\n" + most + "x\r\n0\r\n\r\n"),
                answer(type + "Transfer-Encoding: chunked", "4000\r\n" + most + "\r\n1\r\nx\r\n0\r\n\r\n"))) {
            assertThat(reason(fetched(TlsHost.saying(tooLong))), containsString("longer than the 16 KB"));
        }
    }

    // row: CI-07
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "X: y"})
    void anEndlessBodyIsReadOnlyAsFarAsItMayBeLong(String framing) throws IOException {
        Fetched fetched = fetched(out -> {
            out.write(answer("Content-Type: application/json\r\n" + framing, "").getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("800\r\n" + "x".repeat(0x800) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (!Thread.currentThread().isInterrupted()) {
                out.write(chunk);
            }
        });
        assertThat(reason(fetched), containsString("longer than the 16 KB"));
    }

    // row: CI-07
    // row: SEC-12
    @ParameterizedTest
    @ValueSource(strings = {
        // before the head, within it, before the body, within it
        "", "HTTP/1.1 200 OK\r\nX-", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"})
    void aHostThatTricklesIsLeftWhenTimeIsUp(String beginning) throws IOException, InterruptedException {
        var left = new CountDownLatch(1);
        try (TlsHost host = host(out -> {
            try {
                out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                while (!Thread.currentThread().isInterrupted()) {
                    out.flush();
                    Thread.sleep(50);
                    out.write('x');
                }
            } finally {
                left.countDown();
            }
        })) {
            var clock = InstantSource.system();
            var fetch = new GuardedFetch(SELF, "1.2.3", network(host), new FetchBudget(1_000, 1, clock), LEISURELY, clock);
            long start = System.nanoTime();
            assertThat(reason(fetch.get(URL)), containsString("client.example took too long"));
            assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(Duration.ofSeconds(60)));
            // the connection, if time sufficed for one, is gone too, and its place is free
            assertThat(host.requests().isEmpty() || left.await(1, TimeUnit.MINUTES), is(true));
            while (reason(fetch.get(new ClientIdUrl("https://other.example/c"))).contains("as many documents")) {
                Thread.sleep(20);
            }
        }
    }

    // row: CI-07
    @Test
    void aHandshakeThatIsNotAnsweredIsLeftWhenTimeIsUp() throws IOException, InterruptedException {
        var silent = new CountDownLatch(1);
        // whoever speaks TLS never sends the end of a head in clear
        try (TlsHost host = new TlsHost(ServerSocketFactory.getDefault(), _ -> silent.await())) {
            assertThat(reason(fetch(network(host), SHORT).get(URL)), containsString("client.example took too long"));
        } finally {
            silent.countDown();
        }
    }

    // row: CI-07
    @Test
    void aNameServiceThatDoesNotAnswerIsNotWaitedForLonger() throws IOException {
        var silent = new CountDownLatch(1);
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            LoopbackNetwork network = network(host).rebinding(_ -> {
                try {
                    silent.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of("93.184.216.34");
            });
            assertThat(reason(fetch(network, SHORT).get(URL)), containsString("client.example took too long"));
            silent.countDown();
        }
    }

    // row: CI-13
    @Test
    void aHostIsNotAskedMoreOftenThanItsShare() throws IOException {
        try (TlsHost host = host(TlsHost.saying(GOOD))) {
            GuardedFetch fetch = fetch(network(host), LONG);
            for (int i = 0; i < 10; i++) {
                assertThat(body(fetch.get(URL)), is(JSON));
            }
            assertThat(reason(fetch.get(new ClientIdUrl("https://client.example/other.json"))), containsString("10 times within a minute"));
            assertThat(host.requests(), hasSize(10));
        }
    }

    // row: CI-13
    @Test
    void aFetchHoldsItsPlaceUntilItHasEnded() throws IOException, InterruptedException {
        var asked = new CountDownLatch(1);
        var silent = new CountDownLatch(1);
        try (TlsHost host = host(out -> {
            asked.countDown();
            silent.await();
        })) {
            var clock = InstantSource.system();
            var fetch = new GuardedFetch(SELF, "1.2.3", network(host), new FetchBudget(10, 1, clock), LONG, clock);
            var first = new AtomicReference<Fetched>();
            Thread waiting = Thread.ofVirtual().start(() -> first.set(fetch.get(URL)));
            asked.await();
            assertThat(reason(fetch.get(new ClientIdUrl("https://other.example/c"))), containsString("as many documents"));
            silent.countDown();
            waiting.join();
            assertThat(reason(first.get()), containsString("ended before its answer did"));
            assertThat(reason(fetch.get(new ClientIdUrl("https://other.example/c"))), containsString("other.example does not prove"));
        }
    }

    @Test
    void aCallerThatIsInterruptedLeavesAtOnce() throws IOException, InterruptedException {
        var asked = new CountDownLatch(1);
        var silent = new CountDownLatch(1);
        try (TlsHost host = host(_ -> {
            asked.countDown();
            silent.await();
        })) {
            var result = new AtomicReference<Fetched>();
            Thread caller = Thread.ofVirtual().start(() -> result.set(fetch(network(host), LONG).get(URL)));
            asked.await();
            caller.interrupt();
            caller.join();
            assertThat(reason(result.get()), containsString("stopping"));
        } finally {
            silent.countDown();
        }
    }

    // row: SEC-12
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", "x"})
    void aCompressedDocumentIsRefused(String coding) throws IOException {
        assertThat(reason(fetched(TlsHost.saying(answer("Content-Type: application/json\r\nContent-Encoding: " + coding
                + "\r\nContent-Length: " + JSON.length(), JSON)))), containsString("compressed"));
    }

    // row: SEC-12
    @Test
    void aHeaderBombIsNotReadToItsEnd() throws IOException {
        assertThat(reason(fetched(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!Thread.currentThread().isInterrupted()) {
                out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        })), containsString("more header fields"));
        assertThat(reason(fetched(out -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (!Thread.currentThread().isInterrupted()) {
                out.write('y');
            }
        })), containsString("header that is longer"));
        assertThat(reason(fetched(out -> {
            while (!Thread.currentThread().isInterrupted()) {
                out.write("HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        })), containsString("does not come"));
    }

    // row: CI-06
    @Test
    void theProductsOwnNetworkResolvesByThisMachineAndTakesItsNeighboursForNear() throws IOException {
        var internet = new PublicInternet();
        for (InetAddress address : internet.resolve("localhost")) {
            assertThat(SpecialAddresses.contains(address), is(true));
            assertThat(internet.isNear(address), is(true));
        }
    }
}
