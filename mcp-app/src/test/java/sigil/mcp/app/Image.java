package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The runtime image, used as its owner uses it: by its launcher, from outside, with a state directory of its own. Nothing of the account
 * that runs the tests reaches it: no variable of the environment, no configuration file.
 *
 * @param launcher the program
 * @param home     a directory of the test: working directory, state and temporary files of the commands
 */
record Image(Path launcher, Path home) {
    private static final Path BUILT = Path.of(System.getProperty("sigil.image", "target/sigil-mcp")).toAbsolutePath().normalize();

    /** What a command left behind. */
    record Finished(int exitCode, String out, String err) {
    }

    /** The image that the build made. */
    static Image in(Path home) {
        return new Image(BUILT.resolve("bin/sigil-mcp"), home);
    }

    static Path directory() {
        return BUILT;
    }

    Path state() {
        return home.resolve("state");
    }

    Finished run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** Runs a command to its end, which must come within 30 s. */
    Finished run(Map<String, String> environment, String... arguments) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            Path err = Files.createTempFile(home, "err", ".txt");
            Process process = builder(environment, arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", arguments) + " does not end. " + Files.readString(out) + Files.readString(err));
            }
            return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes an access token that does not expire. */
    String createToken(String name) {
        return createToken(name, "read");
    }

    String createToken(String name, String scope) {
        Finished created = run("token", "create", "--name", name, "--scope", scope);
        assertThat(created.err(), created.exitCode(), is(0));
        return created.out().strip();
    }

    void revokeToken(String name) {
        Finished revoked = run("token", "revoke", name);
        assertThat(revoked.err(), revoked.exitCode(), is(0));
    }

    /** Sets the passphrase of the owner. */
    void setPassphrase(String passphrase) {
        Path line = write(home.resolve("passphrase.txt"), passphrase + "\n");
        try {
            Process process = builder(Map.of(), "owner", "set-passphrase", "--stdin").redirectInput(line.toFile()).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said, process.waitFor(), is(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    ProcessBuilder builder(Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList())
                .directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of(
                "PATH", "/usr/bin:/bin",
                "HOME", home.toString(),
                "XDG_CONFIG_HOME", home.resolve("xdg").toString(),
                "SIGIL_MCP_CONFIG", emptyConfiguration().toString(),
                "SIGIL_MCP_STATE_DIRECTORY", state().toString()));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Keeps a file elsewhere on the machine from being found. */
    private Path emptyConfiguration() {
        return write(home.resolve("empty.json"), "{}");
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command of the system, for what Java cannot make. */
    static void system(Path directory, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command)).directory(directory.toFile()).inheritIO().start();
            assertThat(String.join(" ", command), process.waitFor(), is(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
