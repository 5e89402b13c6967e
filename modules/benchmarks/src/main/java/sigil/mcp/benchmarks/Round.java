package sigil.mcp.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What some connections got from a server in some time.
 *
 * @param nanos     how long it took
 * @param latencies of each request in nanoseconds, sorted
 * @param cpuNanos  the processor time of the server
 */
record Round(long nanos, long[] latencies, long cpuNanos) {

    /** Loads a server: every connection asks again as soon as it has its answer, which must be the expected bytes. */
    static Round run(ServerProcess server, Era era, byte[] expected, int connections, Duration duration)
            throws IOException, InterruptedException {
        byte[] request = era.request(server.token());
        List<Client> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                clients.add(new Client(server.port()));
            }
            long cpu = server.cpu().toNanos();
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            List<Callable<long[]>> tasks = new ArrayList<>();
            clients.forEach(client -> tasks.add(() -> ask(client, request, expected, end)));
            List<long[]> parts = new ArrayList<>();
            for (Future<long[]> part : threads.invokeAll(tasks)) {
                parts.add(part.get());
            }
            long nanos = System.nanoTime() - start;
            return new Round(nanos, sorted(parts), server.cpu().toNanos() - cpu);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    private static long[] ask(Client client, byte[] request, byte[] expected, long end) throws IOException {
        long[] latencies = new long[1 << 14];
        int number = 0;
        long before = System.nanoTime();
        while (before - end < 0) {
            byte[] answer = client.exchange(request);
            if (!Arrays.equals(answer, expected)) {
                throw new IOException("Another answer than expected: " + new String(answer));
            }
            long after = System.nanoTime();
            if (number == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * number);
            }
            latencies[number++] = after - before;
            before = after;
        }
        return Arrays.copyOf(latencies, number);
    }

    private static long[] sorted(List<long[]> parts) {
        return parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    double perSecond() {
        return latencies.length * 1e9 / nanos;
    }

    double cpuMicros() {
        return cpuNanos / 1e3 / latencies.length;
    }

    /** A percentile of the latencies in microseconds. */
    double micros(double percent) {
        return Stats.percentile(latencies, percent) / 1e3;
    }
}
