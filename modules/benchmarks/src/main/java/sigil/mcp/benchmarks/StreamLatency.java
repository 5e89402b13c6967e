package sigil.mcp.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an event of a stream is on its way, and how long short streams take one after another on one connection. */
final class StreamLatency {
    private static final int EVENTS = 150;
    private static final int GAP_MS = 5;
    private static final int ANSWERS = 20;
    private static final int TURNS = 3;
    private static final Pattern SENT = Pattern.compile("\"message\":\"([0-9]+)\"");

    private final Map<Variant, ServerProcess> servers;

    StreamLatency(Map<Variant, ServerProcess> servers) {
        this.servers = servers;
    }

    void print() throws IOException {
        System.out.printf("| server | event p50 µs | p99 µs | slowest µs | %d answers on one connection, ms |%n", ANSWERS);
        System.out.println("|---|---:|---:|---:|---:|");
        for (Variant variant : List.of(Variant.BARE, Variant.COMPLETE)) {
            ServerProcess server = servers.get(variant);
            events(server, EVENTS / 3);
            answers(server);
            long[] best = new long[0];
            long fastest = Long.MAX_VALUE;
            for (int turn = 0; turn < TURNS; turn++) {
                long[] latencies = events(server, EVENTS);
                if (best.length == 0 || Stats.percentile(latencies, 50) < Stats.percentile(best, 50)) {
                    best = latencies;
                }
                fastest = Math.min(fastest, answers(server));
            }
            System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %.1f |%n", variant.label(), Stats.percentile(best, 50) / 1e3,
                    Stats.percentile(best, 99) / 1e3, best[best.length - 1] / 1e3, fastest / 1e6);
        }
        System.out.println();
    }

    /** From the moment before an event is handed to the server until the client has its line; nanoseconds, sorted. */
    private static long[] events(ServerProcess server, int number) throws IOException {
        try (Client client = new Client(server.port())) {
            long[] latencies = new long[number];
            int seen = 0;
            client.send(request(server, number, GAP_MS));
            for (String line = client.line(); !line.contains("\"result\""); line = client.line()) {
                long now = System.nanoTime();
                Matcher sent = SENT.matcher(line);
                if (sent.find()) {
                    latencies[seen++] = now - Long.parseLong(sent.group(1));
                }
            }
            if (seen != number) {
                throw new IOException("Only " + seen + " of " + number + " events came");
            }
            Arrays.sort(latencies);
            return latencies;
        }
    }

    /** Streams of one event and a result, one after another; nanoseconds for all. */
    private static long answers(ServerProcess server) throws IOException {
        try (Client client = new Client(server.port())) {
            byte[] request = request(server, 1, 0);
            long start = System.nanoTime();
            for (int i = 0; i < ANSWERS; i++) {
                client.send(request);
                // the last chunk of a chunked body
                for (String line = client.line(); !line.equals("0"); line = client.line()) {
                    // events and sizes of chunks
                }
                client.line();
            }
            return System.nanoTime() - start;
        }
    }

    private static byte[] request(ServerProcess server, int events, int gap) {
        return Era.LEGACY.request(server.token(), """
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"ticks","arguments":{"events":%d,"gap":%d},\
                "_meta":{"progressToken":1}}}""".formatted(events, gap), "ticks");
    }
}
