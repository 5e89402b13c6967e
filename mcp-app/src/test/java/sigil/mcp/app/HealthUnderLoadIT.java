package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

/** Whoever watches over the server is answered at once, whatever it is busy with. The figures of a quiet machine are in docs/measurements.md. */
class HealthUnderLoadIT {
    private static final int CLIENTS = 8;
    private static final int FILES = 2_500;
    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final int LOOKS = 150;
    private static final int LEAST_LOOKS = 30;
    /**
     * 50 ms at the 99th percentile are the goal on a machine of one's own, and 26 were measured; a health that waited for a search or for the index
     * would take more than a second.
     */
    private static final double MOST_MILLIS = 500;

    @TempDir
    private Path home;

    private static String post(int port, String message) {
        try (RawHttp http = new RawHttp(port).patient()) {
            return http.exchange("POST", "/mcp", List.of("Accept: application/json"), message).body();
        }
    }

    /** No line has it, and nothing in it rules a file out, so it is looked for in every file. */
    private static String search(int port) {
        return post(port, Rpc.call("search_code", JsonCodec.object().add("query", "[a-z]{4}[0-9]{4}[a-z]{4}").add("regex", true).build()));
    }

    private static boolean beingIndexed(int port) {
        return post(port, Rpc.call("list_repos", JsonCodec.object().build())).contains("being indexed");
    }

    private Path repository() throws IOException {
        Random random = new Random(7);
        Path directory = home.resolve("large");
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 3_000; word++) {
                text.append(Integer.toString(random.nextInt(1 << 20), 36)).append(word % 10 == 9 ? '\n' : ' ');
            }
            Files.writeString(Files.createDirectories(directory.resolve("d" + i % 50)).resolve("f" + i + ".txt"), text);
        }
        return directory;
    }

    private static double look(int port) {
        long before = System.nanoTime();
        assertThat(RawHttp.once(port, "GET", "/healthz", List.of(), "").status(), is(200));
        return (System.nanoTime() - before) / 1e6;
    }

    @Test
    void healthIsToldAtOnceWhileEightClientsSearchAndAnIndexIsBuilt() throws Exception {
        Path large = repository();
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean indexing = new AtomicBoolean();
        List<Double> looks = new ArrayList<>();
        try (RunningImage server = RunningImage.start(Image.in(home), "--no-auth", "--set", "index.enabled=true", "--repo", "large=" + large);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> {
                    while (!over.get()) {
                        assertThat(search(server.port()), containsString("\"isError\":false"));
                    }
                }));
            }
            clients.add(threads.submit(() -> {
                while (!over.get()) {
                    indexing.set(beingIndexed(server.port()));
                }
            }));
            for (long begun = System.nanoTime(); System.nanoTime() - begun < LONGEST.toNanos() && looks.size() < LOOKS; Thread.sleep(10)) {
                double millis = look(server.port());
                if (indexing.get()) {
                    looks.add(millis);
                }
            }
            over.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
        }
        assertThat("looks while the index was built", looks.size(), greaterThan(LEAST_LOOKS));
        Collections.sort(looks);
        assertThat("ms, the 90th percentile of " + looks.size() + " looks", looks.get(looks.size() * 9 / 10), lessThan(MOST_MILLIS));
    }
}
