package sigil.tunnel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How a program ended.
 *
 * @param exitCode what it ended with
 * @param output   what it wrote, on both ways out
 */
record ProgramRun(int exitCode, String output) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    boolean succeeded() {
        return exitCode == 0;
    }

    /** The last lines, for a person. */
    String told() {
        List<String> lines = output.strip().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    /** Empty if there is no such program, or it does not end. */
    static Optional<ProgramRun> of(List<String> command) {
        return of(command, PATIENCE);
    }

    /** The same with another patience. What it started may keep its output open; that is not waited for. */
    static Optional<ProgramRun> of(List<String> command, Duration patience) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> {
                try {
                    return process.getInputStream().readNBytes(1 << 20);
                } catch (IOException e) {
                    return new byte[0];
                }
            }, task -> Thread.ofVirtual().start(task)).completeOnTimeout(new byte[0], patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new ProgramRun(process.exitValue(), new String(output.join(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
