package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The image behind the stand-in for the tunnel, with a small repository and an owner who has a passphrase. */
final class TunnelledServer implements AutoCloseable {
    static final String PASSPHRASE = "four quiet words here";
    private static final Path PINNED = Path.of("../mcp-auth/src/main/resources/sigil/mcp/auth");

    private final Image image;
    private final TunnelStandIn tunnel;
    private final RunningImage running;

    private TunnelledServer(Image image, TunnelStandIn tunnel, RunningImage running) {
        this.image = image;
        this.tunnel = tunnel;
        this.running = running;
    }

    /** A new server, whose owner has {@link #PASSPHRASE}. */
    static TunnelledServer start(Path home) {
        return start(home, Map.of());
    }

    static TunnelledServer start(Path home, Map<String, String> environment) {
        Image image = Image.in(home);
        Image.write(home.resolve("sample/README.md"), "# Sample\n\nSays hello.\n");
        setPassphrase(image, PASSPHRASE);
        return serve(image, environment);
    }

    /** Serves what is kept at home already, under another public URL than before. */
    static TunnelledServer serve(Image image, Map<String, String> environment) {
        TunnelStandIn tunnel = TunnelStandIn.open(newDirectory(image.home()));
        try {
            RunningImage running = RunningImage.start(image, environment, "--repo", "sample=" + image.home().resolve("sample"),
                    "--public-url", tunnel.publicUrl());
            tunnel.leadTo(running.port());
            return new TunnelledServer(image, tunnel, running);
        } catch (RuntimeException | Error e) {
            tunnel.close();
            throw e;
        }
    }

    private static Path newDirectory(Path parent) {
        try {
            return Files.createTempDirectory(parent, "tunnel");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void setPassphrase(Image image, String passphrase) {
        Path typed = Image.write(image.home().resolve("typed.txt"), passphrase + "\n");
        try {
            Process process = image.builder(Map.of(), "owner", "set-passphrase", "--stdin").redirectInput(typed.toFile()).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said, process.waitFor(), is(0));
            Files.delete(typed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the documents of the known vendors be fresh, as if they had just been fetched: a test asks no host of theirs. */
    void haveDocuments() {
        Database database = Database.of(image);
        long now = Instant.now().getEpochSecond();
        try (Stream<Path> files = Files.list(PINNED)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("client-.*\\.json")).toList()) {
                String json = Files.readString(file);
                database.run("insert or replace into document (client, body, fetched, fresh_until) values (?, ?, ?, ?)",
                        Rpc.parse(json).asJsonObject().getString("client_id"), json, now, now + 3_600);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Road road() {
        return Road.through(tunnel);
    }

    /** Past the tunnel, as it comes to the origin: quicker, and as if from wherever a test says. */
    Road straight() {
        return Road.straight(running.port(), tunnel.publicUrl());
    }

    Image image() {
        return image;
    }

    TunnelStandIn tunnel() {
        return tunnel;
    }

    RunningImage running() {
        return running;
    }

    Database database() {
        return Database.of(image);
    }

    List<String> log() {
        return running.log();
    }

    @Override
    public void close() {
        try {
            running.close();
        } finally {
            tunnel.close();
        }
    }
}
