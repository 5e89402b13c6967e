package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What sessions that are opened and abandoned, and streams that are open at the same time, leave in the memory of the image. */
final class SessionSoak {
    private static final int CONNECTIONS = 8;
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final ImageProcess image;

    private SessionSoak(ImageProcess image) {
        this.image = image;
    }

    /**
     * Runs the soak.
     *
     * @param arguments the directory of the image, how many sessions, how many streams
     * @throws Exception if the image does not answer as it should
     */
    public static void main(String[] arguments) throws Exception {
        int sessions = Integer.parseInt(arguments[1]);
        int streams = Integer.parseInt(arguments[2]);
        Path work = Files.createTempDirectory("session-soak");
        try (ImageProcess image = ImageProcess.start(Path.of(arguments[0]), work, streams)) {
            SessionSoak soak = new SessionSoak(image);
            System.out.println("| moment | heap after collection, MB | RSS, MB | /healthz p50, µs | p99, µs | |");
            System.out.println("|---|---:|---:|---:|---:|---|");
            soak.line("idle", List.of(), "");
            soak.abandon(sessions);
            // twice to fill what is bounded, twice more to see that it is
            for (int round = 0; round < 4; round++) {
                soak.open(streams);
            }
        }
    }

    private void line(String moment, List<Long> healthy, String remark) throws IOException, InterruptedException {
        List<Long> times = healthy.isEmpty() ? new ArrayList<>() : healthy;
        if (times.isEmpty()) {
            try (Client client = new Client(image.port())) {
                for (int i = 0; i < 2_000; i++) {
                    times.add(health(client));
                }
            }
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.0f | %.0f | %s |%n", moment, image.heapAfterCollection(), image.rss(),
                Stats.percentile(sorted, 50) / 1e3, Stats.percentile(sorted, 99) / 1e3, remark);
    }

    private static long health(Client client) throws IOException {
        long start = System.nanoTime();
        client.exchange("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return System.nanoTime() - start;
    }

    /** Opens sessions and never uses them. */
    private void abandon(int number) throws Exception {
        AtomicInteger left = new AtomicInteger(number);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Long>> health = threads.submit(() -> watch(done));
            long start = System.nanoTime();
            List<Future<?>> openers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                openers.add(threads.submit(() -> {
                    try (Client client = new Client(image.port())) {
                        while (left.decrementAndGet() >= 0) {
                            client.exchange(initialize());
                        }
                    }
                    return null;
                }));
            }
            await(openers);
            double seconds = (System.nanoTime() - start) / 1e9;
            done.set(true);
            line(String.format(Locale.ROOT, "while %,d sessions were opened", number), health.get(),
                    String.format(Locale.ROOT, "%.0f sessions/s", number / seconds));
        }
        line("afterwards", List.of(), "");
    }

    private List<Long> watch(AtomicBoolean done) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        try (Client client = new Client(image.port())) {
            while (!done.get()) {
                times.add(health(client));
                Thread.sleep(10);
            }
        }
        return times;
    }

    /** Opens streams of both eras, holds them past a sign of life, and lets them go. */
    private void open(int number) throws Exception {
        List<Client> clients = new ArrayList<>();
        try (Client control = new Client(image.port())) {
            for (int i = 0; i < number; i++) {
                Client client = new Client(image.port());
                clients.add(client);
                client.send(i % 2 == 0 ? listen(i) : get(session(control)));
            }
        }
        AtomicInteger alive = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (Client client : clients) {
                readers.add(threads.submit(() -> {
                    String line = client.line();
                    while (!line.startsWith(": keep-alive") && !line.startsWith("data:")) {
                        line = client.line();
                    }
                    // the second sign of life came after the configured silence
                    while (!client.line().startsWith(": keep-alive")) {
                        // events and sizes of chunks
                    }
                    alive.incrementAndGet();
                    return null;
                }));
            }
            line(String.format(Locale.ROOT, "%,d streams open", number), List.of(), "");
            await(readers);
        }
        for (Client client : clients) {
            client.close();
        }
        Thread.sleep(2_000);
        line("all closed", List.of(), alive.get() + " streams had their sign of life");
    }

    private static void await(List<Future<?>> tasks) throws InterruptedException, ExecutionException {
        for (Future<?> task : tasks) {
            task.get();
        }
    }

    private static byte[] initialize() {
        return post("", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                + "\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"soak\",\"version\":\"1\"}}}");
    }

    private static String session(Client control) throws IOException {
        String head = control.head(initialize());
        return Arrays.stream(head.split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("mcp-session-id:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst().orElseThrow();
    }

    private static byte[] get(String session) {
        return ("GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nMcp-Session-Id: " + session + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] listen(int id) {
        return post("MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\n", "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{\"toolsListChanged\":true}," + META + "}}");
    }

    private static byte[] post(String headers, String body) {
        return ("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json, text/event-stream\r\n" + headers + "Content-Length: "
                + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
}
