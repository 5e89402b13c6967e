package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.auth.AuthStore;

/**
 * The server is killed again and again in the middle of what it gives out. In each build a part of it; all of it by
 * {@code -Dsigil.grants=1000 -Dsigil.kills=100}, whose figures are in {@code docs/benchmarks.md}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KilledGrantsIT {
    private static final int GRANTS = Integer.getInteger("sigil.grants", 60);
    private static final int KILLS = Integer.getInteger("sigil.kills", 8);
    private static final long SEED = Long.getLong("sigil.seed", 4);
    private static final int DRIVERS = 3;
    private static final int REQUESTS_OF_A_GRANT = 8;
    private static final int LONGEST_DELAY_MICROS = 5_000;
    /** Of the grants that a death did not touch, so many are looked at after it; all of them at the end. */
    private static final int SAMPLE = 20;
    private static final String CALLBACK = "http://127.0.0.1/callback";

    @TempDir
    private Path home;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<MortalGrant> settled = new ArrayList<>();
    private final Map<String, Integer> unanswered = new TreeMap<>();

    // row: AS-12 AS-14
    @Test
    void nothingThatWasAnsweredIsLostAndNothingWorksThatWasNot(TestReporter reporter) {
        Random random = new Random(SEED);
        int kills = 0;
        long start = System.nanoTime();
        try (MortalServer server = MortalServer.start(home); AuthStore box = AuthStore.open(server.image().state())) {
            String client = GrantFlow.ofNewClient(server.road("192.0.2.1"), CALLBACK).asked("client_id");
            while (begun.get() < GRANTS) {
                int mean = REQUESTS_OF_A_GRANT * GRANTS / KILLS;
                server.dieAfter(1 + random.nextInt(2 * mean), random.nextInt(LONGEST_DELAY_MICROS));
                List<MortalGrant> touched = drive(server, box, client, random.nextLong());
                server.resurrect();
                kills++;
                assertSound(server);
                touched.forEach(grant -> unanswered.merge(grant.unanswered().toString(), 1, Integer::sum));
                touched.forEach(MortalGrant::goOn);
                touched.forEach(grant -> grant.check(random));
                random.ints(settled.isEmpty() ? 0 : SAMPLE, 0, Math.max(1, settled.size())).distinct().forEach(i -> settled.get(i).check(random));
                settled.addAll(touched);
            }
            settled.forEach(grant -> grant.check(random));
            assertSound(server);
        }
        long granted = settled.stream().filter(MortalGrant::granted).count();
        reporter.publishEntry(Map.of("grants", begun + " begun, " + granted + " granted, " + settled.stream().filter(MortalGrant::wasDenied).count() + " denied, "
                + settled.stream().filter(MortalGrant::ended).count() + " ended", "tokens", String.valueOf(settled.stream().mapToInt(MortalGrant::tokens).sum()),
                "kills", String.valueOf(kills), "unanswered", unanswered.toString(), "took", (System.nanoTime() - start) / 1_000_000_000 + " s"));
        assertThat("some were granted", granted, is(greaterThan(GRANTS / 4L)));
        assertThat("it was killed often", kills, is(greaterThan(KILLS / 4)));
    }

    /** Lets clients begin grants until the server dies or all are begun. */
    private List<MortalGrant> drive(MortalServer server, AuthStore box, String client, long seed) {
        ConcurrentLinkedQueue<MortalGrant> touched = new ConcurrentLinkedQueue<>();
        try (ExecutorService drivers = Executors.newFixedThreadPool(DRIVERS)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < DRIVERS; i++) {
                Random random = new Random(seed + i);
                all.add(CompletableFuture.runAsync(() -> {
                    for (int n = begun.incrementAndGet(); n <= GRANTS; n = begun.incrementAndGet()) {
                        MortalGrant grant = new MortalGrant(server.road("2001:db8:" + Integer.toHexString(n) + "::1"), client, CALLBACK);
                        touched.add(grant);
                        try {
                            grant.live(random, box);
                        } catch (UncheckedIOException e) {
                            return;
                        }
                    }
                }, drivers));
            }
            all.forEach(CompletableFuture::join);
        }
        begun.set(Math.min(begun.get(), GRANTS));
        return List.copyOf(touched);
    }

    private static void assertSound(MortalServer server) {
        Database database = Database.of(server.image());
        assertThat(database.ask("pragma integrity_check"), is(List.of("ok")));
        assertThat(database.ask("pragma foreign_key_check"), is(empty()));
    }
}
