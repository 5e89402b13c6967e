package sigil.mcp.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Another program while it runs, for a bounded time: it is talked to by lines, and ended with all that it started. */
final class RunningClient implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Process process;
    private final Path errors;
    private final BufferedReader lines;

    /** What it left behind. */
    record Ended(int exitCode, String out, String err) {
    }

    private RunningClient(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static RunningClient start(ProcessBuilder builder, Path home) {
        return start(builder, home, LONGEST);
    }

    static RunningClient start(ProcessBuilder builder, Path home, Duration longest) {
        try {
            Path errors = Files.createTempFile(home, "client", ".txt");
            RunningClient running = new RunningClient(builder.redirectError(errors.toFile()).start(), errors);
            // whoever waits for its output is freed by its end
            CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS).execute(running::close);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that it writes. */
    String line() {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw new AssertionError("The client said nothing more: " + Files.readString(errors));
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line to its standard input. */
    void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its standard input, on which it waits. */
    void goOn() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a terminal does for Ctrl+C. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end. */
    Ended end() {
        goOn();
        try {
            String out = lines.lines().collect(Collectors.joining("\n"));
            return new Ended(process.waitFor(), out, Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
