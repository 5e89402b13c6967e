package sigil.tunnel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which request goes where. */
final class IngressCheck {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private static final List<String> KEYS = List.of("hostname", "path", "service", "originRequest");

    private final Findings findings;
    private final Expectations expected;
    private final OriginRequestCheck options;

    /** A rule, as it is written. */
    private record Rule(int number, YamlTree tree, String hostname, Optional<String> path, String service) {
        static Rule of(int number, YamlTree tree) {
            return new Rule(number, tree, tree.text("hostname").orElse(""), tree.text("path").filter(path -> !path.isEmpty()), tree.text("service").orElse(""));
        }

        boolean matchesAll() {
            return (hostname.isEmpty() || hostname.equals("*")) && path.isEmpty();
        }

        /** As cloudflared does: letter by letter. */
        boolean matches(String host) {
            return hostname.isEmpty() || hostname.equals("*") || hostname.equals(host)
                    || hostname.startsWith("*.") && host.endsWith(hostname.substring(1));
        }

        int line(String key) {
            return tree.entry(key).map(YamlTree.Entry::line).orElse(tree.line());
        }
    }

    IngressCheck(Findings findings, Expectations expected) {
        this.findings = findings;
        this.expected = expected;
        this.options = new OriginRequestCheck(findings, expected);
    }

    void check(YamlTree root) {
        root.entry("originRequest").ifPresent(entry -> options.atTheTop(entry));
        Optional<YamlTree.Entry> ingress = root.entry("ingress");
        List<YamlTree> items = ingress.map(entry -> entry.value().items()).orElse(List.of());
        if (items.isEmpty()) {
            findings.error("ingress.none", ingress.map(YamlTree.Entry::line).orElse(0), "There are no ingress rules.", "cloudflared answers every request with 503.",
                    "Write them: sigil-mcp tunnel init --hostname NAME");
            return;
        }
        List<Rule> rules = new ArrayList<>();
        items.forEach(item -> rules.add(Rule.of(rules.size() + 1, item)));
        rules.forEach(rule -> rule(rule, rules, root));
        Rule last = rules.getLast();
        if (!last.matchesAll()) {
            findings.error("ingress.no-catch-all", last.tree().line(), "The last rule has a hostname or a path.",
                    "cloudflared refuses the file: its last rule must match every request.", "Add a rule at the end: - service: http_status:404");
        }
        expected.hostname().ifPresent(host -> reached(host, rules, ingress.orElseThrow().line(), root));
    }

    private void rule(Rule rule, List<Rule> rules, YamlTree root) {
        rule.tree().entries().stream().filter(entry -> !KEYS.contains(entry.key())).forEach(entry -> findings.warning("ingress.unknown-key", entry.line(),
                entry.key() + " is no key of a rule.", "cloudflared passes over it without a word.",
                "Correct its name: hostname, path, service or originRequest, under which options stand."));
        hostname(rule);
        rule.path().ifPresent(path -> path(rule, path));
        service(rule);
        if (rule.matchesAll() && rule.number() < rules.size()) {
            findings.error("ingress.early-catch-all", rule.tree().line(), "Rule " + rule.number() + " matches every request, and others come after it.",
                    "cloudflared refuses the file, since those after it would never be used.", "Give it a hostname, or move it to the end.");
        }
        rules.stream().limit(rule.number() - 1L).filter(earlier -> earlier.path().isEmpty() && !earlier.matchesAll() && !rule.hostname().isEmpty()
                && earlier.matches(rule.hostname())).findFirst().ifPresent(earlier ->
                findings.warning("ingress.shadowed", rule.tree().line(), "Rule " + rule.number() + " is never used.",
                        "Rule " + earlier.number() + " (" + earlier.hostname() + ") comes first and takes its requests.",
                        "Move it before that rule, or take it out."));
        rule.tree().entry("originRequest").ifPresent(entry -> options.ofRule(entry, rule.service(), root.get("originRequest")));
    }

    private void hostname(Rule rule) {
        String hostname = rule.hostname();
        int line = rule.line("hostname");
        if (hostname.contains("://") || hostname.contains("/")) {
            findings.error("ingress.hostname-url", line, hostname + " is an address, not the name of a host.", "No request has such a Host.",
                    "Leave scheme and path away.");
        } else if (hostname.matches(".*:[0-9]*")) {
            findings.error("ingress.hostname-port", line, hostname + " has a port.", "cloudflared refuses the file.", "Leave the port away.");
        } else if (hostname.lastIndexOf('*') > 0 || hostname.startsWith("*") && hostname.length() > 1 && !hostname.startsWith("*.")) {
            findings.error("ingress.wildcard", line, hostname + " has its * in the wrong place.", "cloudflared takes it at the beginning alone, as in *.example.com.",
                    "Write the names out, or *.DOMAIN.");
        }
        if (!hostname.equals(hostname.toLowerCase(Locale.ROOT))) {
            findings.error("ingress.hostname-case", line, hostname + " has capital letters.",
                    "cloudflared compares names letter by letter, and clients send them in lower case: this rule never matches.",
                    "Write " + hostname.toLowerCase(Locale.ROOT) + ".");
        }
    }

    private void path(Rule rule, String path) {
        try {
            Pattern.compile(path);
        } catch (PatternSyntaxException e) {
            findings.error("ingress.path-pattern", rule.line("path"), path + " is no regular expression: " + e.getDescription() + ".", "cloudflared refuses the file.",
                    "Correct it; a path is a pattern of Go (RE2).");
            return;
        }
        if (!path.startsWith("^")) {
            findings.warning("ingress.path-unanchored", rule.line("path"), "The path " + path + " has no ^ at its beginning.",
                    "It is a pattern that may match anywhere in a path: /x" + (path.startsWith("/") ? path : "/" + path) + " matches as well.",
                    "Write ^" + path + ", with $ at the end if nothing may follow. And never rely on paths alone to keep somebody out.");
        }
    }

    private void service(Rule rule) {
        String service = rule.service();
        int line = rule.line("service");
        if (service.isEmpty()) {
            findings.error("ingress.service-missing", line, "Rule " + rule.number() + " has no service.", "cloudflared refuses the file.",
                    "Add one, such as service: http://localhost:" + expected.port());
        } else if (service.startsWith("http_status:")) {
            if (!service.matches("http_status:[1-9][0-9]{2}")) {
                findings.error("ingress.status", line, service + " has no status of three digits.", "cloudflared refuses the file.", "Write http_status:404.");
            }
        } else if (!service.startsWith("unix:") && !service.startsWith("unix+tls:") && !List.of("hello_world", "hello-world", "bastion", "socks-proxy").contains(service)) {
            address(service, line);
        }
    }

    private void address(String service, int line) {
        Optional<URI> uri = uri(service);
        if (uri.isEmpty() || uri.get().getScheme() == null || uri.get().getHost() == null) {
            findings.error("ingress.service-address", line, service + " has no scheme, or no host.", "cloudflared refuses the file.",
                    "Write http://localhost:" + expected.port());
        } else if (!uri.get().getRawPath().isEmpty()) {
            findings.error("ingress.service-path", line, service + " has a path" + (uri.get().getRawPath().equals("/") ? ", the slash at its end." : "."),
                    "cloudflared refuses the file: the path of a request is passed on as it is.", "Leave it away: " + service.replaceFirst("(://[^/]*).*", "$1"));
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What becomes of a request to the origin's own name. */
    private void reached(String host, List<Rule> rules, int line, YamlTree root) {
        Optional<Rule> first = rules.stream().filter(rule -> rule.matches(host) && rule.path().isEmpty()).findFirst();
        if (first.isEmpty() || first.get().matchesAll() && first.get().service().startsWith("http_status:")) {
            if (rules.stream().noneMatch(rule -> rule.hostname().equalsIgnoreCase(host))) {
                findings.error("ingress.host-missing", line, "No rule has the hostname " + host + ", the host of server.public_url.",
                        "Its requests end in the catch-all: 404 by cloudflared.", "Add a rule for it, or correct server.public_url.");
            }
            return;
        }
        Rule rule = first.get();
        options.hostHeader(rule.tree().get("originRequest"), root.get("originRequest"), rule.service(), host);
        options.keepAlive(rule.tree().get("originRequest"), root.get("originRequest"), rule.tree().line());
        uri(rule.service()).filter(uri -> uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())).ifPresent(uri ->
                origin(rule, uri));
    }

    private void origin(Rule rule, URI uri) {
        int line = rule.line("service");
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("http") ? 80 : 443;
        if (!LOOPBACK.contains(uri.getHost())) {
            findings.warning("origin.elsewhere", line, uri.getHost() + " is not this machine.", "The server listens on loopback unless it is told otherwise.",
                    "Write localhost, if cloudflared runs beside the server.");
        } else if (port != expected.port()) {
            findings.error("origin.port", line, "The service is at port " + port + ", and the server listens on " + expected.port() + ".",
                    "Nothing listens there, or something else: 502, or the wrong answers.", "Write " + uri.getScheme() + "://" + uri.getHost() + ":" + expected.port()
                            + ", or set server.port.");
        }
        if (uri.getScheme().equals("https")) {
            findings.error("origin.scheme", line, "The service is https://, and the server speaks http.", "The connection fails: 502.",
                    "Write http://. The way to Cloudflare is encrypted all the same.");
        }
    }
}
