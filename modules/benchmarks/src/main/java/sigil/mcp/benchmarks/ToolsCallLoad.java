package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The load benchmark: {@code tools/call} against a bare Helidon handler of the same bytes, in one run. Prints tables in Markdown.
 *
 * <p>Rounds of the compared servers are interleaved, and each is compared with the bare one of the same turn, so that what the machine does
 * beside weighs on both; the median of these comparisons is printed beside the comparison of the best rounds.
 */
public final class ToolsCallLoad {
    private static final int ROUNDS = 5;
    private static final int WARM_UP_CONNECTIONS = 8;

    private final int seconds;
    private final List<Integer> connections;
    private final Map<Variant, ServerProcess> servers = new EnumMap<>(Variant.class);
    private final Map<Era, byte[]> answers = new EnumMap<>(Era.class);

    private ToolsCallLoad(int seconds, List<Integer> connections) {
        this.seconds = seconds;
        this.connections = connections;
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code [SECONDS [CONNECTIONS]]}: how long it may take in all, 55 to 3600, 55 by default; and numbers of connections
     *                  separated by commas, {@code 1,8,64} by default
     * @throws Exception if a server cannot be started or answers something else than the others
     */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 55;
        if (seconds < 55 || seconds > 3_600) {
            // in less, the servers with more code would still be interpreted
            throw new IllegalArgumentException("SECONDS is 55 to 3600, not " + seconds);
        }
        List<Integer> connections = Arrays.stream((arguments.length > 1 ? arguments[1] : "1,8,64").split(",")).map(Integer::valueOf).toList();
        new ToolsCallLoad(seconds, connections).run();
    }

    private void run() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("sigil-load");
        try {
            for (Variant variant : Variant.values()) {
                servers.put(variant, ServerProcess.start(variant, directory));
            }
            agree();
            System.out.printf(Locale.ROOT, "Java %s, %d processors, load average before %s, %d s%n%n", Runtime.version(),
                    Runtime.getRuntime().availableProcessors(), load(), seconds);
            // the compiler of each server needs its time; what is left is for starts and streams
            warmUp(Duration.ofMillis(seconds * 300L));
            print(measure(Duration.ofMillis(seconds * 550L)));
            new StreamLatency(servers).print();
            System.out.println("Load average after: " + load());
        } finally {
            servers.values().forEach(ServerProcess::close);
            delete(directory);
        }
    }

    /** All servers give the same answer, to the byte. */
    private void agree() throws IOException {
        for (Era era : Era.values()) {
            for (ServerProcess server : servers.values()) {
                try (Client client = new Client(server.port())) {
                    byte[] answer = client.exchange(era.request(server.token()));
                    byte[] first = answers.computeIfAbsent(era, any -> answer);
                    if (!Arrays.equals(first, answer)) {
                        throw new IOException("The servers do not answer the same: " + new String(first) + " and " + new String(answer));
                    }
                }
            }
        }
    }

    private void warmUp(Duration time) throws IOException, InterruptedException {
        Duration part = time.dividedBy(2L * servers.size() * Era.values().length);
        for (int turn = 0; turn < 2; turn++) {
            for (ServerProcess server : servers.values()) {
                for (Era era : Era.values()) {
                    Round.run(server, era, answers.get(era), WARM_UP_CONNECTIONS, part);
                }
            }
        }
    }

    private Map<Series, List<Round>> measure(Duration time) throws IOException, InterruptedException {
        Map<Series, List<Round>> rounds = new LinkedHashMap<>();
        for (int number : connections) {
            for (Era era : Era.values()) {
                for (Variant variant : Variant.values()) {
                    rounds.put(new Series(variant, era, number), new ArrayList<>());
                }
            }
        }
        Duration part = time.dividedBy((long) ROUNDS * rounds.size());
        for (int turn = 0; turn < ROUNDS; turn++) {
            List<Series> order = new ArrayList<>(rounds.keySet());
            if (turn % 2 == 1) {
                // so that none is always the first after another
                Collections.reverse(order);
            }
            for (Series series : order) {
                rounds.get(series).add(Round.run(servers.get(series.variant()), series.era(), answers.get(series.era()),
                        series.connections(), part));
            }
        }
        return rounds;
    }

    private static void print(Map<Series, List<Round>> measured) {
        System.out.println("| connections | era | server | best req/s | p50 µs | p99 µs | CPU µs/req | of bare: best | of bare: median turn |");
        System.out.println("|---:|---|---|---:|---:|---:|---:|---:|---:|");
        measured.forEach((series, rounds) -> {
            Round best = best(rounds);
            System.out.printf(Locale.ROOT, "| %d | %s | %s | %.0f | %.0f | %.0f | %.0f | %s |%n", series.connections(), series.era().version(),
                    series.variant().label(), best.perSecond(), best.micros(50), best.micros(99),
                    rounds.stream().mapToDouble(Round::cpuMicros).min().orElseThrow(),
                    series.variant() == Variant.BARE ? "|" : compared(rounds, measured.get(series.bare())));
        });
        System.out.println();
    }

    private static String compared(List<Round> rounds, List<Round> bare) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < rounds.size(); turn++) {
            ratios.add(rounds.get(turn).perSecond() / bare.get(turn).perSecond());
        }
        return String.format(Locale.ROOT, "%.0f %% | %.0f %%", 100 * best(rounds).perSecond() / best(bare).perSecond(),
                100 * Stats.median(ratios));
    }

    private static Round best(List<Round> rounds) {
        return rounds.stream().max(Comparator.comparingDouble(Round::perSecond)).orElseThrow();
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
