package sigil.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which tunnel it is, and whether this machine can run it. */
final class CredentialsCheck {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final List<String> MEMBERS = List.of("AccountTag", "TunnelSecret", "TunnelID");

    private final Findings findings;
    private final YamlTree root;
    private final Path directory;

    CredentialsCheck(Findings findings, YamlTree root, Path directory) {
        this.findings = findings;
        this.root = root;
        this.directory = directory;
    }

    void check() {
        Optional<String> tunnel = root.text("tunnel");
        if (tunnel.isEmpty()) {
            findings.error("tunnel.missing", root.line(), "tunnel is missing.", "cloudflared does not know which tunnel to run.",
                    "Add its name or UUID; `cloudflared tunnel list` tells both.");
            return;
        }
        Optional<YamlTree.Entry> file = root.entry("credentials-file");
        if (file.isPresent()) {
            file.get().value().text().ifPresent(path -> credentials(path, file.get().line(), tunnel.get()));
        } else if (!UUID.matcher(tunnel.get()).matches() && !Files.exists(directory.resolve("cert.pem"))) {
            findings.error("tunnel.name-only", root.entry("tunnel").orElseThrow().line(), "The tunnel is given by name, without a credentials-file.",
                    "cloudflared must then ask Cloudflare, for which there is no cert.pem in " + directory + ".",
                    "Add credentials-file with the JSON file that `cloudflared tunnel create` wrote.");
        }
    }

    private void credentials(String text, int line, String tunnel) {
        if (text.contains("<TUNNEL-ID>")) {
            findings.error("credentials.placeholder", line, "credentials-file still has <TUNNEL-ID> in it.", "The tunnel was not created, or init not run again since.",
                    "cloudflared tunnel create " + tunnel + ", then sigil-mcp tunnel init again.");
            return;
        }
        if (text.indexOf('\0') >= 0) {
            findings.error("credentials.missing", line, "credentials-file has a zero byte in it.", "No file has such a name.", "Write the name anew.");
            return;
        }
        Path file = Path.of(text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
        if (!Files.exists(file)) {
            findings.error("credentials.missing", line, file + " does not exist.", "Without it cloudflared cannot prove that the tunnel is yours.",
                    "Copy it from where the tunnel was created, or create another tunnel: cloudflared tunnel create NAME");
            return;
        }
        try {
            content(file, line, tunnel);
        } catch (IOException e) {
            findings.error("credentials.unreadable", line, file + " cannot be read by this account.", "It belongs to another account.",
                    "Run the check, and cloudflared, as the account that owns it.");
        }
    }

    private void content(Path file, int line, String tunnel) throws IOException {
        Optional<YamlTree> json = object(file);
        List<String> missing = MEMBERS.stream().filter(member -> json.flatMap(object -> object.text(member)).isEmpty()).toList();
        if (!missing.isEmpty()) {
            findings.error("credentials.shape", line, file + " is no file of credentials: it lacks " + String.join(", ", missing) + ".",
                    "It is another file, such as cert.pem, or was cut off.", "Name the JSON file that `cloudflared tunnel create` wrote.");
            return;
        }
        String id = json.get().text("TunnelID").orElse("");
        if (UUID.matcher(tunnel).matches() && !tunnel.equalsIgnoreCase(id)) {
            findings.error("credentials.other-tunnel", line, "The credentials are those of tunnel " + id + ", not of " + tunnel + ".",
                    "Cloudflare refuses them for this tunnel.", "Name the file of this tunnel, or set tunnel to " + id + ".");
        }
    }

    /** JSON is YAML. */
    private static Optional<YamlTree> object(Path file) throws IOException {
        try {
            return YamlTree.read(file);
        } catch (YamlTree.Unreadable e) {
            return Optional.empty();
        }
    }
}
