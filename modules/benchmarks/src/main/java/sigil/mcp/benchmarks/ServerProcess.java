package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server under load. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final int port;
    private final String token;

    private ServerProcess(Process process, int port, String token) {
        this.process = process;
        this.port = port;
        this.token = token;
    }

    /** Starts it with the options that the image gives its JVM; its log goes to a file, as the journal would take it. */
    static ServerProcess start(Variant variant, Path root) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(root.resolve(variant.name()));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xms16m", "-Xmx256m", "--enable-native-access=org.xerial.sqlitejdbc",
                "-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager",
                "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"),
                "--module-path", System.getProperty("jdk.module.path"), "-m", "sigil.mcp.benchmarks/" + ServerMain.class.getName()));
        command.addAll(List.of(variant.name(), directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out.log").toFile())
                .redirectError(directory.resolve("err.log").toFile())
                .start();
        Path ready = directory.resolve("ready");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                process.destroyForcibly();
                throw new IOException("The server " + variant + " did not start:\n" + Files.readString(directory.resolve("err.log")));
            }
            Thread.sleep(20);
        }
        String[] said = Files.readString(ready).split(" ");
        return new ServerProcess(process, Integer.parseInt(said[0]), said[1]);
    }

    int port() {
        return port;
    }

    String token() {
        return token;
    }

    /** The processor time that it has used so far, compilation and collection of garbage included. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        // its directory is deleted next
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
