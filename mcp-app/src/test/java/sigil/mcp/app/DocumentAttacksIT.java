package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.auth.AuthStore;

/**
 * A stranger's client_id would have the server fetch something from within the house. Names are resolved from a file of the test; whoever connects to
 * this machine where he was led is noticed, on a port of its own and, where the test may listen there, on 443.
 */
class DocumentAttacksIT {
    private static final String CALLBACK = "https://app.example.com/callback";
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("loopback.example.com", List.of("127.0.0.1")),
            Map.entry("loopback6.example.com", List.of("::1")),
            Map.entry("other-loopback.example.com", List.of("127.200.3.4")),
            Map.entry("unspecified.example.com", List.of("0.0.0.0")),
            Map.entry("private10.example.com", List.of("10.0.0.7")),
            Map.entry("private172.example.com", List.of("172.16.5.5")),
            Map.entry("private192.example.com", List.of("192.168.1.1")),
            Map.entry("carrier.example.com", List.of("100.64.0.1")),
            Map.entry("metadata.example.com", List.of("169.254.169.254")),
            Map.entry("linklocal6.example.com", List.of("fe80::1")),
            Map.entry("local6.example.com", List.of("fd00::1")),
            Map.entry("mapped.example.com", List.of("::ffff:127.0.0.1")),
            Map.entry("nat64.example.com", List.of("64:ff9b::7f00:1")),
            Map.entry("multicast.example.com", List.of("224.0.0.1")),
            // what is resolved twice could be the first for who looks and the second for who connects
            Map.entry("rebinding.example.com", List.of("93.184.215.14", "127.0.0.1")));

    @TempDir
    private static Path home;
    private static TunnelledServer server;
    private static AuthStore box;
    private static List<ServerSocket> traps;
    private static final AtomicInteger CAUGHT = new AtomicInteger();
    private static int visitors;

    @BeforeAll
    static void serve() throws IOException {
        Path hosts = Image.write(home.resolve("hosts"), NAMES.entrySet().stream()
                .flatMap(name -> name.getValue().stream().map(address -> address + " " + name.getKey())).collect(Collectors.joining("\n", "", "\n")));
        server = TunnelledServer.start(home, Map.of("SIGIL_MCP_JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts));
        box = AuthStore.open(server.image().state());
        traps = new ArrayList<>(List.of(trap(0)));
        try {
            traps.add(trap(443));
        } catch (IOException e) {
            // only root may listen there, and only where nobody does
        }
    }

    private static ServerSocket trap(int port) throws IOException {
        ServerSocket trap = new ServerSocket(port, 50, InetAddress.getByName("0.0.0.0"));
        Thread.ofVirtual().start(() -> {
            while (!trap.isClosed()) {
                try {
                    trap.accept().close();
                    CAUGHT.incrementAndGet();
                } catch (IOException e) {
                    // closed at the end of the tests
                }
            }
        });
        return trap;
    }

    @AfterAll
    static void stop() throws IOException {
        for (ServerSocket trap : traps) {
            trap.close();
        }
        box.close();
        server.close();
    }

    @AfterEach
    void nobodyWasLedAnywhere() {
        assertThat(CAUGHT.get(), is(0));
    }

    private static GrantFlow flow(String clientId) {
        return new GrantFlow(server.straight().from("2001:db8:" + Integer.toHexString(++visitors) + "::1"), clientId, CALLBACK);
    }

    static Stream<String> names() {
        return NAMES.keySet().stream().sorted();
    }

    // row: CI-06 SEC-12
    @ParameterizedTest
    @MethodSource("names")
    void aNameThatLeadsIntoTheHouseIsNotFollowed(String name) {
        GrantFlow flow = flow("https://" + name + "/oauth/client.json");
        flow.begin();
        assertThat(box.approve(flow.browser().boxCode(), "owner"), is(true));
        RawHttp.Response page = flow.browser().press("approved");
        assertThat(page.status(), is(400));
        assertThat(page.body(), allOf(containsString(name + " leads to an address that is not on the public internet"), not(containsString("decision"))));
    }

    // row: CI-02 CI-06 SEC-12
    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/c.json", "https://127.1/c.json", "https://2130706433/c.json", "https://0x7f000001/c.json",
        "https://0x7f.0.0.1/c.json", "https://0177.0.0.1/c.json", "https://017700000001/c.json", "https://[::1]/c.json", "https://[::ffff:127.0.0.1]/c.json",
        "https://[::ffff:7f00:1]/c.json", "https://169.254.169.254/latest/meta-data", "https://localhost/c.json", "https://printer/c.json",
        "https://127.0.0.1.:443/c.json", "https://app.example.com@127.0.0.1/c.json", "https://loopback.example.com@app.example.com/c.json",
        "https://loopback.example.com:{port}/c.json", "https://127.0.0.1:{port}/c.json", "https://loopback.example.com/../c.json",
        "https://loopback.example.com/c.json#x", "https://loopback.example.com", "https://loopback.example.com/", "https://\u2460\u2461\u2466.0.0.1/c.json",
        "https://loopback.example.com\\.app.example.com/c.json", "http://loopback.example.com/c.json", "file:///etc/passwd"})
    void anAddressInsteadOfANameIsRefusedBeforeAnybodySignsIn(String url) {
        RawHttp.Response page = flow(url.replace("{port}", String.valueOf(traps.getFirst().getLocalPort()))).begin();
        assertThat(page.status(), is(400));
        assertThat(page.body(), anyOf(containsString("A client_id that"), containsString("No client of this id")));
        assertThat(page.body(), not(containsString("<form")));
    }

    // row: CI-13
    @Test
    void nothingIsFetchedBeforeTheOwnerHasSignedIn() {
        GrantFlow flow = flow("https://loopback.example.com/oauth/early.json");
        assertThat(flow.begin().body(), allOf(containsString("loopback.example.com"), not(containsString("not on the public internet"))));
        flow.browser().press("deny");
        assertThat(server.database().ask("select client from document where client like '%early.json'").isEmpty(), is(true));
    }
}
