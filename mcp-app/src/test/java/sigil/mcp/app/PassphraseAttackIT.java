package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Ten thousand passphrases are tried, from one address and from thousands. */
class PassphraseAttackIT extends WithTunnelledServer {
    private static final int GUESSES = 10_000;
    private static final int GUESSERS = 8;
    /** A member's twenty at once, a few that come in later ones' place, and as many that the throttle gives back because the server was busy. */
    private static final long COMPARED = 60;

    /** Posts guesses on one connection, from one address or from another each time; counts what the page says then. */
    private static void guess(int guesser, ScriptlessBrowser browser, Map<String, Integer> said) {
        ScriptlessBrowser.Form form = browser.form("sign_in");
        try (RawHttp connection = new RawHttp(server.running().port())) {
            for (int i = guesser; i < GUESSES; i += GUESSERS) {
                String address = guesser == 0 ? "192.0.2.66" : "2001:db8:" + Integer.toHexString(guesser) + ":" + Integer.toHexString(i) + "::1";
                // whatever else a visitor says of himself, the account is the same
                Road road = server.straight().from(address).claiming(List.of("X-Forwarded-For: 10.0.0." + i % 256, "X-Real-IP: 127.0.0.1"));
                String[] headers = Stream.concat(Stream.of("Content-Type: application/x-www-form-urlencoded"), Stream.of(browser.cookieLines()))
                        .toArray(String[]::new);
                RawHttp.Response answer = connection.patient().exchange("POST", form.action(), road.headers(headers),
                        Query.of(form.hidden()) + "&decision=sign_in&passphrase=four+quiet+words+" + i);
                said.merge(answer.status() + " " + answer.first("Location").map(location -> location.replaceAll(".*problem=", "")).orElse(""), 1,
                        Integer::sum);
            }
        }
    }

    // row: AS-20 SEC-27 SEC-28
    @Test
    void mostAreRefusedWithoutAComparisonTheServerStaysQuickAndTheOwnerComesInFromTheBox(TestReporter reporter) throws Exception {
        GrantFlow attacked = GrantFlow.ofNewClient(server.straight().from("192.0.2.66"), "http://127.0.0.1/callback");
        attacked.begin();
        Map<String, Integer> said = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Long> health = new ArrayList<>();
        Thread watcher = Thread.ofPlatform().start(() -> {
            try (RawHttp connection = new RawHttp(server.running().port())) {
                while (!over.get()) {
                    long before = System.nanoTime();
                    assertThat(connection.exchange("GET", "/healthz", List.of(), "").status(), is(200));
                    health.add(System.nanoTime() - before);
                    Thread.sleep(5);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long start = System.nanoTime();
        try (ExecutorService guessers = Executors.newFixedThreadPool(GUESSERS)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < GUESSERS; i++) {
                int guesser = i;
                all.add(CompletableFuture.runAsync(() -> guess(guesser, attacked.browser(), said), guessers));
            }
            all.forEach(CompletableFuture::join);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        over.set(true);
        watcher.join();
        long[] sorted = health.stream().mapToLong(Long::longValue).sorted().toArray();
        long p99 = sorted[sorted.length * 99 / 100] / 1_000_000;
        reporter.publishEntry(Map.of("answers", said.toString(), "took", took.toMillis() + " ms", "/healthz",
                sorted.length + " times, p50 " + sorted[sorted.length / 2] / 1_000 + " µs, p99 " + p99 + " ms, longest " + sorted[sorted.length - 1] / 1_000_000 + " ms"));

        assertThat(said.values().stream().mapToInt(Integer::intValue).sum(), is(GUESSES));
        assertThat(said.toString(), said.keySet().stream().allMatch(answer -> answer.startsWith("303 ")), is(true));
        assertThat(said.toString(), (long) said.getOrDefault("303 wrong", 0), is(greaterThan(0L)));
        assertThat(said.toString(), (long) said.getOrDefault("303 wrong", 0), is(lessThanOrEqualTo(COMPARED)));
        assertThat("ms", took.toMillis(), is(lessThan(120_000L)));
        assertThat("ms, of " + Arrays.toString(Arrays.copyOfRange(sorted, Math.max(0, sorted.length - 5), sorted.length)), p99, is(lessThan(1_000L)));

        // from where nobody tried, the passphrase has to wait like everybody's; the box has not
        GrantFlow own = new GrantFlow(server.straight().from("203.0.113.5"), attacked.asked("client_id"), "http://127.0.0.1/callback");
        own.begin();
        assertThat(own.browser().press("sign_in", "passphrase", TunnelledServer.PASSPHRASE).body().contains("Too many attempts"), is(true));
        Image.Finished approved = server.image().run("approve", own.browser().boxCode(), "--yes");
        assertThat(approved.out() + approved.err(), approved.exitCode(), is(0));
        own.browser().press("approved");
        own.browser().press("allow");
        String token = GrantFlow.json(own.redeem(own.code(own.browser().landing()))).getString("access_token");
        assertThat(new McpVisit(server.straight(), token).ping().status(), is(200));
    }
}
