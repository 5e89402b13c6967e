package sigil.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where systemd units are written, and the program that they start.
 *
 * @param directory   {@code /etc/systemd/system}, or wherever they wait for somebody who may write there
 * @param cloudflared the program
 */
public record UnitPlace(Path directory, Path cloudflared) {
    /** Where systemd looks for the units of the machine's owner. */
    public static final Path SYSTEM = Path.of("/etc/systemd/system");

    private static final String NAME = "cloudflared.service";
    private static final String CONFIGURATION = "/etc/cloudflared/config.yml";
    private static final String CREDENTIALS = "/etc/cloudflared/credentials.json";
    private static final String PROGRAM = "/usr/bin/cloudflared";

    GeneratedFile configured(Path configuration, Path credentials) {
        return unit(delivered(NAME).replace(CONFIGURATION, absolute(configuration)).replace(CREDENTIALS, absolute(credentials)));
    }

    GeneratedFile byToken(Path token) {
        return unit(delivered("cloudflared-token.service").replace("/etc/cloudflared/token", absolute(token)));
    }

    private GeneratedFile unit(String text) {
        return new GeneratedFile(directory.resolve(NAME), Seal.on(text.replace(PROGRAM, absolute(cloudflared))), "644");
    }

    /** In a unit a blank ends a word and a per cent sign begins a specifier. */
    private static String absolute(Path path) {
        String text = path.toAbsolutePath().normalize().toString();
        if (!text.matches("[A-Za-z0-9/._+<>-]+")) {
            throw new IllegalArgumentException(text + " cannot stand in a systemd unit; choose a path of letters, digits and ./_+-");
        }
        return text;
    }

    /** What stands before a command, where the files are root's. */
    String asRoot() {
        return directory.equals(SYSTEM) ? "sudo " : "";
    }

    /** The steps that put the units in place and start them. */
    List<String> start() {
        List<String> lines = new ArrayList<>();
        lines.add("Start the tunnel, now and at every boot:");
        if (!directory.equals(SYSTEM)) {
            lines.add("    sudo install -m 644 " + directory.resolve(NAME) + " " + SYSTEM);
        }
        lines.add("    sudo systemctl daemon-reload");
        lines.add("    sudo systemctl enable --now cloudflared");
        // by itself: where install.sh was not run there is no such timer, and systemctl then enables neither of two
        return List.of(String.join("\n", lines), "Have the server and the tunnel watched, by the timer that install.sh brought:\n"
                + "    sudo systemctl enable --now sigil-mcp-health.timer");
    }

    /** A file of deploy/. */
    static String delivered(String name) {
        try (InputStream in = UnitPlace.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
