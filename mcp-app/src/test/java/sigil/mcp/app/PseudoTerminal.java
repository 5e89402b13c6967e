package sigil.mcp.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command of the image on a terminal, with somebody who reads and types. Closing it ends the command. */
final class PseudoTerminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final StringBuffer shown = new StringBuffer();
    private final Thread reader;

    private PseudoTerminal(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Runs a command; without the program {@code script}, which every Debian has, the test is skipped. */
    static PseudoTerminal run(Image image, Map<String, String> environment, String... arguments) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
        ProcessBuilder command = image.builder(environment, arguments);
        String line = command.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        command.command(Stream.of("/usr/bin/script", "--quiet", "--return", "--flush", "--command", line, "/dev/null").toList());
        try {
            return new PseudoTerminal(command.redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something is shown. */
    PseudoTerminal await(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (shown.indexOf(text) < 0) {
            if (System.nanoTime() > end || !process.isAlive() && !reader.isAlive() && shown.indexOf(text) < 0) {
                throw new AssertionError("It does not show " + text + ": " + shown);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return this;
    }

    PseudoTerminal type(String line) {
        return type((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    PseudoTerminal type(byte[] keys) {
        try {
            process.getOutputStream().write(keys);
            process.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end: the exit code, and everything that was shown on the terminal. */
    Image.Finished end() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It does not end: " + shown);
            }
            reader.join(PATIENCE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Image.Finished(process.exitValue(), shown.toString(), "");
    }

    private void read() {
        try (Reader output = process.inputReader(StandardCharsets.UTF_8)) {
            char[] characters = new char[1_024];
            for (int length = output.read(characters); length >= 0; length = output.read(characters)) {
                shown.append(characters, 0, length);
            }
        } catch (IOException e) {
            shown.append("(it broke off: ").append(e.getMessage()).append(')');
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
