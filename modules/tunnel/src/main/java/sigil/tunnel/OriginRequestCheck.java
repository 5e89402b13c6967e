package sigil.tunnel;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The options under {@code originRequest}, at the top and on a rule; what a rule says comes first. */
final class OriginRequestCheck {
    private static final Pattern KNOWN = Pattern.compile("connectTimeout|tlsTimeout|tcpKeepAlive|noHappyEyeballs|keepAliveConnections|keepAliveTimeout"
            + "|httpHostHeader|originServerName|matchSNItoHost|caPool|noTLSVerify|disableChunkedEncoding|bastionMode|proxyAddress|proxyPort|proxyType"
            + "|ipRules|http2Origin|access");
    private static final Pattern DURATION = Pattern.compile("0|([0-9]+(\\.[0-9]*)?(ns|us|µs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Double> NANOSECONDS = Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);
    /** cloudflared's own. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(90);

    private final Findings findings;
    private final Expectations expected;

    OriginRequestCheck(Findings findings, Expectations expected) {
        this.findings = findings;
        this.expected = expected;
    }

    void atTheTop(YamlTree.Entry entry) {
        common(entry.value());
        entry.value().entry("access").ifPresent(access -> findings.error("access.inert", access.line(), "access stands at the top level.",
                "cloudflared shows it as if it held for every rule, and asks nobody for anything: requests pass without an assertion.",
                "Move it under originRequest of the rule that it is meant for."));
    }

    void ofRule(YamlTree.Entry entry, String service, Optional<YamlTree> top) {
        YamlTree options = entry.value();
        common(options);
        if (service.startsWith("unix:")) {
            options.entry("httpHostHeader").ifPresent(header -> findings.warning("origin.host-header-unix", header.line(),
                    "httpHostHeader stands beside a unix socket.", "cloudflared passes over it there: the origin sees the name that the client asked for.",
                    "Take it out; the origin must allow the public name."));
        }
        if (options.says("http2Origin") && service.startsWith("http:")) {
            findings.warning("origin.http2", options.entry("http2Origin").orElseThrow().line(), "http2Origin stands beside an origin that is http://.",
                    "It has no effect there.", "Take it out; this server speaks HTTP/1.1.");
        }
        if (service.startsWith("http://localhost") && (options.says("noHappyEyeballs")
                || options.text("noHappyEyeballs").isEmpty() && top.filter(defaults -> defaults.says("noHappyEyeballs")).isPresent())) {
            findings.warning("origin.localhost", options.line(), "noHappyEyeballs is true, and the service is localhost.",
                    "localhost may mean ::1 first, where the server does not listen: connections are slow or fail.", "Write 127.0.0.1, or take noHappyEyeballs out.");
        }
        options.entry("access").ifPresent(access -> access(access));
    }

    private void common(YamlTree options) {
        options.entries().stream().filter(entry -> !KNOWN.matcher(entry.key()).matches()).forEach(entry -> findings.warning("origin.unknown-key", entry.line(),
                entry.key() + " is no option of cloudflared's.", "cloudflared warns of it when it starts, and passes over it.",
                "Correct its name, or take it out. Names are compared letter by letter, such as connectTimeout."));
        for (String key : new String[] {"connectTimeout", "tlsTimeout", "tcpKeepAlive", "keepAliveTimeout"}) {
            options.entry(key).filter(entry -> entry.value().text().filter(text -> !DURATION.matcher(text).matches()).isPresent()).ifPresent(entry ->
                    findings.error("origin.duration", entry.line(), key + " is " + entry.value().text().orElseThrow() + ", which is no duration.",
                            "Without a unit it is read as nanoseconds, or the file is refused.", "Write a unit, such as 30s."));
        }
        if (options.says("disableChunkedEncoding")) {
            findings.error("origin.chunked", options.entry("disableChunkedEncoding").orElseThrow().line(), "disableChunkedEncoding is true.",
                    "cloudflared then drops the body of every request that comes without a length: the origin gets nothing and the client an error.", "Take it out.");
        }
        if (options.says("noTLSVerify")) {
            findings.warning("origin.no-verify", options.entry("noTLSVerify").orElseThrow().line(), "noTLSVerify is true.",
                    "No certificate of an origin is looked at.", "Take it out; for a certificate of your own set caPool and originServerName.");
        }
    }

    private void access(YamlTree.Entry access) {
        if (access.value().text("teamName").filter(name -> !name.isEmpty()).isEmpty()) {
            findings.error("access.team", access.line(), "access has no teamName.", "cloudflared refuses the file, or every request.", "Add the name of your team.");
        }
        if (access.value().says("required")) {
            findings.warning("access.hosted", access.line(), "access is required on this rule.",
                    "Whoever does not come through Access gets 403, hosted assistants among them.",
                    "Keep it only if all your clients come through Access; for the pages alone see docs/access.md.");
        }
    }

    void hostHeader(Optional<YamlTree> rule, Optional<YamlTree> top, String service, String host) {
        if (service.startsWith("unix:")) {
            return;
        }
        Optional<YamlTree.Entry> header = first(rule, top, "httpHostHeader");
        header.filter(entry -> entry.value().text().filter(text -> !text.isEmpty() && !text.equalsIgnoreCase(host)).isPresent()).ifPresent(entry ->
                findings.warning("origin.host-header", entry.line(), "httpHostHeader is " + entry.value().text().orElseThrow() + ", not " + host + ".",
                        "The server answers 403 to a Host that it does not know.", "Write " + host + ", or add that name to server.allowed_hosts."));
    }

    void keepAlive(Optional<YamlTree> rule, Optional<YamlTree> top, int line) {
        Optional<YamlTree.Entry> option = first(rule, top, "keepAliveTimeout");
        Duration kept = option.flatMap(entry -> entry.value().text()).filter(text -> DURATION.matcher(text).matches()).map(OriginRequestCheck::duration)
                .orElse(KEEP_ALIVE);
        if (kept.compareTo(expected.idleTimeout()) >= 0) {
            findings.error("origin.keep-alive", option.map(YamlTree.Entry::line).orElse(line), "cloudflared keeps idle connections for " + kept.toSeconds()
                            + " s, the server for " + expected.idleTimeout().toSeconds() + " s.",
                    "The server closes first now and then, just as a request is sent: sporadic 502, and a POST is not sent again.",
                    "Set keepAliveTimeout below the server's limits.idle_timeout_seconds, or raise that.");
        }
    }

    private static Optional<YamlTree.Entry> first(Optional<YamlTree> rule, Optional<YamlTree> top, String key) {
        return rule.flatMap(options -> options.entry(key)).or(() -> top.flatMap(options -> options.entry(key)));
    }

    private static Duration duration(String text) {
        double nanoseconds = PART.matcher(text).results().mapToDouble(OriginRequestCheck::nanoseconds).sum();
        return Duration.ofNanos((long) nanoseconds);
    }

    private static double nanoseconds(MatchResult part) {
        return Double.parseDouble(part.group(1)) * NANOSECONDS.get(part.group(2));
    }
}
