package sigil.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds cloudflared's configuration against the rules that cloudflared enforces, and against those that it does not. Nothing is run and no network asked.
 */
public final class ConfigurationCheck {
    /** cloudflared passes over what it does not know at the top without a word, because a key may be the name of any flag. */
    private static final Set<String> TOP = Set.of("tunnel", "credentials-file", "credentials-contents", "ingress", "originRequest", "warp-routing", "url",
            "hostname", "unix-socket", "protocol", "edge-ip-version", "edge-bind-address", "region", "retries", "grace-period", "metrics",
            "metrics-update-freq", "loglevel", "transport-loglevel", "logfile", "log-directory", "logDirectory", "trace-output", "no-autoupdate",
            "autoupdate-freq", "origincert", "token", "token-file", "pidfile", "tag", "label", "post-quantum", "ha-connections", "http-host-header",
            "origin-server-name", "origin-ca-pool", "no-tls-verify", "no-chunked-encoding", "proxy-connect-timeout", "proxy-tls-timeout",
            "proxy-tcp-keepalive", "proxy-no-happy-eyeballs", "proxy-keepalive-connections", "proxy-keepalive-timeout", "icmpv4-src", "icmpv6-src",
            "features", "max-active-flows", "dns-resolver-addrs", "management-hostname", "service-op-ip", "compression-quality");

    private final Findings findings;
    private final Expectations expected;

    private ConfigurationCheck(Findings findings, Expectations expected) {
        this.findings = findings;
        this.expected = expected;
    }

    /**
     * The usual places of cloudflared's configuration, in its order.
     *
     * @param home the home directory of whoever runs cloudflared by hand
     * @return the files, whether there or not
     */
    public static List<Path> usualPlaces(Path home) {
        return List.of(home.resolve(".cloudflared/config.yml"), home.resolve(".cloudflared/config.yaml"), Path.of("/etc/cloudflared/config.yml"),
                Path.of("/etc/cloudflared/config.yaml"), Path.of("/usr/local/etc/cloudflared/config.yml"));
    }

    /**
     * Looks at a file.
     *
     * @param file     cloudflared's configuration
     * @param expected what the origin says of itself
     * @return what is wrong, in the order of the file
     */
    public static List<Finding> of(Path file, Expectations expected) {
        Findings findings = new Findings(file);
        if (!Files.exists(file)) {
            findings.error("config.missing", 0, "There is no such file.", "cloudflared has nothing to run by.", "Write it: sigil-mcp tunnel init --hostname NAME");
            return findings.all();
        }
        try {
            Optional<YamlTree> root = YamlTree.read(file);
            if (root.isEmpty() || !root.get().isMapping()) {
                findings.error("config.shape", root.map(YamlTree::line).orElse(0), "It is no mapping of keys to values.", "cloudflared refuses it.",
                        "Write it anew: sigil-mcp tunnel init --hostname NAME");
                return findings.all();
            }
            new ConfigurationCheck(findings, expected).top(root.get(), file);
        } catch (YamlTree.Unreadable e) {
            findings.error("config.yaml", e.line(), "It is no YAML: " + e.getMessage() + ".", "cloudflared refuses it.",
                    e.line() == 0 ? "Write it anew: sigil-mcp tunnel init --hostname NAME"
                            : "Look at that line and the one before it: indentation by blanks only, and a blank after each colon.");
        } catch (IOException e) {
            findings.error("config.unreadable", 0, "It cannot be read: " + e.getMessage() + ".", "It belongs to another account.",
                    "Run the check as that account, or with sudo.");
        }
        return findings.all();
    }

    private void top(YamlTree root, Path file) {
        duplicates(root);
        root.entries().stream().filter(entry -> !TOP.contains(entry.key())).forEach(entry -> findings.warning("config.unknown-key", entry.line(),
                entry.key() + " is no key of cloudflared's.", "cloudflared says nothing of such keys, and passes over them.",
                "Correct its name, or take it out. Options of the origin stand under originRequest."));
        new CredentialsCheck(findings, root, file.toAbsolutePath().getParent()).check();
        new IngressCheck(findings, expected).check(root);
        root.text("loglevel").filter("debug"::equals).ifPresent(level -> findings.error("config.debug-log", root.entry("loglevel").orElseThrow().line(),
                "loglevel is debug.", "cloudflared then logs every header of every request, the access tokens of your clients among them.",
                "Set it to info, and revoke the tokens that were logged: sigil-mcp token list"));
        root.text("metrics").filter(address -> !address.matches("(127\\.[0-9.]+|localhost|\\[::1]):[0-9]+")).ifPresent(address ->
                findings.error("config.metrics-open", root.entry("metrics").orElseThrow().line(), "The metrics of cloudflared are offered at " + address + ".",
                        "Whoever reaches that port reads the configuration and profiles of the process.", "Set metrics to 127.0.0.1:20241."));
    }

    private void duplicates(YamlTree mapping) {
        Map<String, Long> counts = mapping.entries().stream().map(YamlTree.Entry::key).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> told = new ArrayList<>();
        mapping.entries().stream().filter(entry -> counts.get(entry.key()) > 1).forEach(entry -> {
            if (told.contains(entry.key())) {
                findings.error("config.twice", entry.line(), entry.key() + " stands there twice.", "cloudflared refuses the file.", "Take one of the two out.");
            }
            told.add(entry.key());
        });
        mapping.entries().forEach(entry -> duplicates(entry.value()));
        mapping.items().forEach(this::duplicates);
    }
}
