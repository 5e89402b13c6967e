package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** How soon {@code /healthz} of the image answers while clients search and an index is built. */
public final class HealthLoad {
    private static final int CLIENTS = 8;
    private static final int STREAMS = 16;
    private static final int LEAST_LOOKS = 1_000;
    private static final int WORDS = 5_000;
    private static final byte[] HEALTH = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPOSITORIES = call("list_repos", "{}");
    /** None is found, for no word has more than four characters. Nothing in the first helps an index, so a tenth of the files is read; the second it rules out. */
    private static final List<byte[]> SEARCHES = List.of(call("search_code", "{\"query\":\"[a-z]{4}[0-9]{4}\",\"regex\":true,\"path\":\"d1*/**\"}"),
            call("search_code", "{\"query\":\"nowhere to be found\",\"path\":\"d2*/**\"}"));

    private final ImageProcess image;

    private HealthLoad(ImageProcess image) {
        this.image = image;
    }

    /**
     * Measures.
     *
     * @param arguments the directory of the image, how many files of 25 kB to search
     * @throws Exception if the image does not answer as it should
     */
    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("health-load");
        try {
            write(work.resolve("repository"), Integer.parseInt(arguments[1]));
            System.out.println("| while | looks | /healthz p50, ms | p99, ms | slowest, ms | searches | p50, ms | p99, ms |");
            System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
            try (ImageProcess image = ImageProcess.start(Path.of(arguments[0]), work, STREAMS, "index.enabled=true")) {
                HealthLoad load = new HealthLoad(image);
                load.row("8 clients search and the index is built", CLIENTS, true);
                load.row("8 clients search", CLIENTS, false);
                load.row("nothing else is done", 0, false);
            }
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
            }
        }
    }

    private static void write(Path directory, int files) throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < files; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < WORDS; word++) {
                text.append(Integer.toString(random.nextInt(1 << 20), 36)).append(word % 10 == 9 ? '\n' : ' ');
            }
            Files.writeString(Files.createDirectories(directory.resolve("d" + i % 100)).resolve("f" + i + ".txt"), text);
        }
    }

    /** A line of the table: until the index is built, or else for a number of looks. */
    private void row(String name, int clients, boolean building) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Long> looks = new ArrayList<>();
        List<Long> searches = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> searching = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                byte[] search = SEARCHES.get(i % SEARCHES.size());
                searching.add(threads.submit(() -> ask(search, over)));
            }
            Future<?> built = threads.submit(() -> awaitIndex(building));
            while (building ? !built.isDone() : looks.size() < LEAST_LOOKS) {
                long before = System.nanoTime();
                // a look is a connection of its own, as that of a supervisor is
                try (Client client = new Client(image.port())) {
                    client.exchange(HEALTH);
                }
                looks.add(System.nanoTime() - before);
                Thread.sleep(10);
            }
            over.set(true);
            built.get();
            for (Future<List<Long>> client : searching) {
                searches.addAll(client.get());
            }
        }
        long[] health = sorted(looks);
        long[] taken = sorted(searches);
        System.out.printf(Locale.ROOT, "| %s | %d | %.1f | %.1f | %.1f | %d | %.0f | %.0f |%n", name, health.length, Stats.percentile(health, 50) / 1e6,
                Stats.percentile(health, 99) / 1e6, Stats.percentile(health, 100) / 1e6, taken.length, Stats.percentile(taken, 50) / 1e6,
                Stats.percentile(taken, 99) / 1e6);
    }

    private List<Long> ask(byte[] search, AtomicBoolean over) throws IOException {
        List<Long> times = new ArrayList<>();
        try (Client client = new Client(image.port())) {
            while (!over.get()) {
                long before = System.nanoTime();
                client.exchange(search);
                times.add(System.nanoTime() - before);
            }
        }
        return times;
    }

    /** Returns once the index is there; it is to be seen growing before. */
    private Void awaitIndex(boolean building) throws IOException, InterruptedException {
        try (Client client = new Client(image.port())) {
            boolean seen = false;
            boolean under = building;
            while (building && (under || !seen)) {
                under = new String(client.exchange(REPOSITORIES), StandardCharsets.UTF_8).contains("being indexed");
                seen |= under;
                Thread.sleep(100);
            }
        }
        return null;
    }

    private static long[] sorted(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static byte[] call(String tool, String arguments) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}}";
        return ("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
