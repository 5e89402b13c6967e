package sigil.mcp.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The image while it serves, on a free port of the loopback interface. Closing it ends the process, gently first. */
final class RunningImage implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("listens on http://[^ ]*:([0-9]+)/mcp");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private int port;

    private RunningImage(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static RunningImage start(Image image, String... arguments) {
        return start(image, Map.of(), arguments);
    }

    /** Runs {@code serve} with these arguments, and returns once {@code /healthz} answers. */
    static RunningImage start(Image image, Map<String, String> environment, String... arguments) {
        String[] command = Stream.concat(Stream.of("serve", "--port", "0"), Stream.of(arguments)).toArray(String[]::new);
        try {
            RunningImage running = new RunningImage(image.builder(environment, command).redirectErrorStream(true).start());
            running.awaitHealth();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What it wrote so far, standard error included; complete once it was stopped. */
    List<String> log() {
        return List.copyOf(log);
    }

    /** Sends SIGTERM and waits for the end. */
    int stop(Duration patience) {
        // Process.destroy() would close the pipe too, and the last lines would be lost
        process.toHandle().destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It still runs " + patience.toSeconds() + " s after SIGTERM: " + log);
            }
            reader.join(PATIENCE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    /** Sends it a signal, such as {@code HUP}. */
    void signal(String name) {
        try {
            if (new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor() != 0) {
                throw new AssertionError("No signal to " + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends it as {@code kill -9} does: it can do nothing about it. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                stop(PATIENCE);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitHealth() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end && process.isAlive()) {
                if (port == 0) {
                    log.stream().map(LISTENS::matcher).filter(Matcher::find).findFirst()
                            .ifPresent(line -> port = Integer.parseInt(line.group(1)));
                } else if (RawHttp.once(port, "GET", "/healthz", List.of(), "").status() == 200) {
                    return;
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        process.destroyForcibly();
        throw new AssertionError("It does not serve: " + log);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(log::add);
        } catch (IOException | UncheckedIOException e) {
            log.add("(the log broke off: " + e.getMessage() + ")");
        }
    }
}
