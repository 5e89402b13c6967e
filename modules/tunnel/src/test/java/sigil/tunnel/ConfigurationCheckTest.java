package sigil.tunnel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.blankString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Each fault in a configuration is named, with its line, and a configuration without one has nothing said of it. */
class ConfigurationCheckTest {
    private static final Expectations EXPECTED = new Expectations(Optional.of("mcp.example.com"), 8000, Duration.ofSeconds(300));
    private static final String ID = "6ff42ae2-765d-4adf-8112-31c55c1551ef";

    @TempDir
    private Path directory;

    @Test
    void whatInitWritesHasNothingSaidOfIt() throws IOException {
        Files.writeString(directory.resolve(ID + ".json"), credentials(ID));
        Recipe recipe = Recipe.of(new TunnelPlan(TunnelKind.CLOUDFLARE, List.of(new IngressService("mcp.example.com", "http://localhost:8000"),
                new IngressService("api.example.com", "http://localhost:3000")), "sigil-mcp", Optional.of(directory.resolve(ID + ".json")),
                List.of(OriginOption.values()), directory, Optional.empty()), new UnitPlace(directory, Path.of("/usr/bin/cloudflared")));
        assertThat(ConfigurationCheck.of(write(recipe.files().getFirst().text()), EXPECTED), is(empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            service: http://localhost:8000        | service: http://localhost:9000             | origin.port              | 5
            service: http://localhost:8000        | service: https://localhost:8000            | origin.scheme            | 5
            service: http://localhost:8000        | service: http://192.168.1.7:8000           | origin.elsewhere         | 5
            service: http://localhost:8000        | service: http://localhost:8000/            | ingress.service-path     | 5
            service: http://localhost:8000        | service: localhost:8000                    | ingress.service-address  | 5
            service: http://localhost:8000        | path: /.well-known/                        | ingress.path-unanchored  | 5
            hostname: mcp.example.com             | hostname: MCP.example.com                  | ingress.hostname-case    | 4
            hostname: mcp.example.com             | hostname: mcp.example.com:443              | ingress.hostname-port    | 4
            hostname: mcp.example.com             | hostname: https://mcp.example.com          | ingress.hostname-url     | 4
            hostname: mcp.example.com             | hostname: mcp.*.com                        | ingress.wildcard         | 4
            hostname: mcp.example.com             | hostname: other.example.com                | ingress.host-missing     | 3
            hostname: mcp.example.com             | hostName: mcp.example.com                  | ingress.unknown-key      | 4
            service: http_status:404              | service: http_status:none                  | ingress.status           | 10
            - service: http_status:404            | - hostname: a.example.com                  | ingress.no-catch-all     | 10
            connectTimeout: 30s                   | connectTimeout: 30                         | origin.duration          | 7
            connectTimeout: 30s                   | connectTimeOut: 30s                        | origin.unknown-key       | 7
            connectTimeout: 30s                   | disableChunkedEncoding: true               | origin.chunked           | 7
            connectTimeout: 30s                   | noTLSVerify: true                          | origin.no-verify         | 7
            connectTimeout: 30s                   | http2Origin: true                          | origin.http2             | 7
            connectTimeout: 30s                   | noHappyEyeballs: true                      | origin.localhost         | 7
            connectTimeout: 30s                   | keepAliveTimeout: 5m0s                     | origin.keep-alive        | 7
            connectTimeout: 30s                   | httpHostHeader: localhost.example.com      | origin.host-header       | 7
            tunnel: sigil-mcp                     | tunel: sigil-mcp                           | tunnel.missing           | 2
            warp-routing: {enabled: false}        | loglevel: debug                            | config.debug-log         | 11
            warp-routing: {enabled: false}        | metrics: 0.0.0.0:20241                     | config.metrics-open      | 11
            warp-routing: {enabled: false}        | warp_routing: {enabled: false}             | config.unknown-key       | 11
            warp-routing: {enabled: false}        | tunnel: other                              | config.twice             | 11
            warp-routing: {enabled: false}        | originRequest: {access: {required: true}}  | access.inert             | 11
            """)
    void aFaultIsNamedWithItsLine(String good, String faulty, String rule, int line) {
        String text = sound().replace(good, faulty);
        List<Finding> findings = ConfigurationCheck.of(write(text), EXPECTED);
        assertThat(text + findings, findings.stream().map(Finding::rule).toList(), hasItem(rule));
        assertThat(findings.stream().filter(finding -> finding.rule().equals(rule)).findFirst().orElseThrow().where(), endsWith("config.yml:" + line));
    }

    /** What one may write, although a rule is near. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            service: http://localhost:8000  | service: http://127.0.0.1:8000
            service: http://localhost:8000  | service: unix:/run/sigil-mcp/socket
            connectTimeout: 30s             | keepAliveTimeout: 1m30s
            connectTimeout: 30s             | keepAliveTimeout: 299s
            connectTimeout: 30s             | httpHostHeader: mcp.example.com
            connectTimeout: 30s             | noHappyEyeballs: false
            hostname: b.example.com         | hostname: '*.example.com'
            hostname: b.example.com         | path: ^/only$
            """)
    void whatIsRightIsLeftAlone(String before, String after) {
        assertThat(ConfigurationCheck.of(write(sound().replace(before, after)), EXPECTED), is(empty()));
    }

    @Test
    void theSoundConfigurationIsSound() {
        assertThat(ConfigurationCheck.of(write(sound()), EXPECTED), is(empty()));
    }

    @Test
    void aHostHeaderBesideAUnixSocketIsIdle() {
        String text = sound().replace("service: http://localhost:8000", "service: unix:/run/socket").replace("connectTimeout: 30s", "httpHostHeader: mcp.example.com");
        assertThat(rules(text), contains("origin.host-header-unix"));
    }

    @Test
    void accessOnARuleIsSaidToKeepHostedAssistantsOut() {
        assertThat(rules(sound().replace("connectTimeout: 30s", "access: {required: true, teamName: t}")), contains("access.hosted"));
        assertThat(rules(sound().replace("connectTimeout: 30s", "access: {required: false}")), contains("access.team"));
    }

    @Test
    void aRuleBehindOneThatTakesItsRequestsIsNamed() {
        assertThat(rules(sound().replace("hostname: b.example.com", "hostname: mcp.example.com")), contains("ingress.shadowed"));
        assertThat(rules(sound().replace("hostname: b.example.com\n    service", "service")), contains("ingress.early-catch-all"));
    }

    @Test
    void theOriginsIdleTimeoutIsTheMeasureEvenWhereTheFileSaysNothing() {
        Expectations hasty = new Expectations(EXPECTED.hostname(), 8000, Duration.ofSeconds(60));
        assertThat(ConfigurationCheck.of(write(sound()), hasty).stream().map(Finding::rule).toList(), contains("origin.keep-alive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress: [", "a: b: c", "\tx: y"})
    void whatIsNoYamlIsNamedWithItsLine(String text) {
        Finding finding = ConfigurationCheck.of(write("tunnel: a\n" + text + "\n"), EXPECTED).getFirst();
        assertThat(finding.rule(), is("config.yaml"));
        assertThat(finding.where(), containsString("config.yml:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n", "word\n", "# nothing\n"})
    void whatIsNoMappingIsNamed(String text) {
        assertThat(rules(text), contains("config.shape"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(ConfigurationCheck.of(directory.resolve("none.yml"), EXPECTED).getFirst().rule(), is("config.missing"));
    }

    @Test
    void credentialsAreLookedInto() throws IOException {
        String other = "00000000-765d-4adf-8112-31c55c1551ef";
        Path file = directory.resolve("c.json");
        String named = sound().replace("tunnel: sigil-mcp", "tunnel: " + ID).replace("# no credentials", "credentials-file: " + file);
        assertThat(rules(named), contains("credentials.missing"));
        Files.writeString(file, credentials(other));
        assertThat(rules(named), contains("credentials.other-tunnel"));
        Files.writeString(file, "-----BEGIN ARGO TUNNEL TOKEN-----\n");
        assertThat(rules(named), contains("credentials.shape"));
        Files.writeString(file, credentials(ID));
        assertThat(rules(named), is(empty()));
        assertThat(rules(sound().replace("# no credentials", "credentials-file: /home/u/<TUNNEL-ID>.json")), contains("credentials.placeholder"));
    }

    @Test
    void everyFindingSaysCauseAndCure() {
        List<Finding> findings = ConfigurationCheck.of(write(sound().replace("30s", "30").replace("8000", "9/").replace("mcp.", "MCP.")), EXPECTED);
        assertThat(findings.size() > 2, is(true));
        assertThat(findings.stream().map(Finding::cause).toList(), everyItem(not(blankString())));
        assertThat(findings.stream().map(Finding::cure).toList(), everyItem(not(blankString())));
    }

    private List<String> rules(String text) {
        return ConfigurationCheck.of(write(text), EXPECTED).stream().map(Finding::rule).toList();
    }

    private String sound() {
        try {
            Files.writeString(directory.resolve("cert.pem"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return """
                # no credentials
                tunnel: sigil-mcp
                ingress:
                  - hostname: mcp.example.com
                    service: http://localhost:8000
                    originRequest:
                      connectTimeout: 30s
                  - hostname: b.example.com
                    service: http://localhost:3000
                  - service: http_status:404
                warp-routing: {enabled: false}
                """;
    }

    private static String credentials(String id) {
        return "{\"AccountTag\":\"a\",\"TunnelSecret\":\"c2VjcmV0\",\"TunnelID\":\"" + id + "\",\"Endpoint\":\"\"}";
    }

    private Path write(String text) {
        try {
            return Files.writeString(directory.resolve("config.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
