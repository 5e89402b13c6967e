package sigil.mcp.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runtime image, serving on loopback without tokens, with its collections of garbage written down. */
final class ImageProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern COLLECTION = Pattern.compile("[0-9]+[KMG]->([0-9]+)([KMG])\\(");

    private final Process process;
    private final int port;
    private final Path collections;

    private ImageProcess(Process process, int port, Path collections) {
        this.process = process;
        this.port = port;
        this.collections = collections;
    }

    static ImageProcess start(Path image, Path work, int streams) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path collections = work.resolve("gc.log");
        Path repository = Files.createDirectories(work.resolve("repository"));
        ProcessBuilder builder = new ProcessBuilder(image.resolve("bin/sigil-mcp").toString(), "serve", "--no-auth",
                "--port", String.valueOf(port), "--repo", "soak=" + repository,
                "--set", "state.directory=" + work.resolve("state"),
                "--set", "limits.max_streams=" + streams,
                "--set", "limits.max_connections=" + (streams + 100))
                .redirectOutput(work.resolve("out.log").toFile())
                .redirectError(work.resolve("err.log").toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:gc:file=" + collections);
        Process process = builder.start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Client client = new Client(port)) {
                return new ImageProcess(process, port, collections);
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

    /** What its last collection left, MB; negative before the first. */
    double heapAfterCollection() throws IOException {
        List<String> lines = Files.readAllLines(collections);
        for (String line : lines.reversed()) {
            Matcher found = COLLECTION.matcher(line);
            if (found.find()) {
                double size = Double.parseDouble(found.group(1));
                return switch (found.group(2)) {
                    case "K" -> size / 1024;
                    case "G" -> size * 1024;
                    default -> size;
                };
            }
        }
        return -1;
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
