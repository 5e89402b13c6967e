package sigil.mcp.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runtime image, serving on loopback without tokens. */
final class ImageProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern USED = Pattern.compile("total [0-9]+K, used ([0-9]+)K");

    private final Process process;
    private final int port;

    private ImageProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param image    its directory
     * @param work     for its state, its logs, and {@code repository}, which it serves
     * @param streams  how many may be open
     * @param settings further ones, {@code key=value}
     */
    static ImageProcess start(Path image, Path work, int streams, String... settings) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path repository = Files.createDirectories(work.resolve("repository"));
        ProcessBuilder builder = new ProcessBuilder(image.resolve("bin/sigil-mcp").toString(), "serve", "--no-auth",
                "--port", String.valueOf(port), "--repo", "soak=" + repository,
                "--set", "state.directory=" + work.resolve("state"),
                "--set", "limits.max_streams=" + streams,
                "--set", "limits.max_connections=" + (streams + 100))
                .redirectOutput(work.resolve("out.log").toFile())
                .redirectError(work.resolve("err.log").toFile());
        for (String setting : settings) {
            builder.command().addAll(List.of("--set", setting));
        }
        Process process = builder.start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Client client = new Client(port)) {
                return new ImageProcess(process, port);
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - end > 0) {
                    process.destroyForcibly();
                    throw new IOException("The image did not start: " + Files.readString(work.resolve("err.log")), e);
                }
                Thread.sleep(50);
            }
        }
    }

    int port() {
        return port;
    }

    /** What is left of its heap when everything that can be collected is, MB. */
    double heapAfterCollection() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher found = USED.matcher(jcmd("GC.heap_info"));
        double used = 0;
        while (found.find()) {
            used += Double.parseDouble(found.group(1)) / 1024;
        }
        return used;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()), command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + said);
        }
        return said;
    }

    /** Its resident memory, MB. */
    double rss() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(entry -> entry.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
