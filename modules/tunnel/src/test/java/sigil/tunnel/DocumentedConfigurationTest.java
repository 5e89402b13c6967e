package sigil.tunnel;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** From the inputs of the pages that owners followed so far comes the configuration of those pages, field for field. */
class DocumentedConfigurationTest {
    private static final String TEN_STEPS = """
            tunnel: sigil-mcp
            credentials-file: /home/username/.cloudflared/<TUNNEL-ID>.json

            ingress:
              - hostname: mcp.yourdomain.com
                service: http://localhost:8000
              - service: http_status:404
            """;
    private static final String MULTIPLE_SERVICES = """
            tunnel: sigil-mcp
            credentials-file: /home/username/.cloudflared/<TUNNEL-ID>.json

            ingress:
              - hostname: mcp.yourdomain.com
                service: http://localhost:8000
              - hostname: api.yourdomain.com
                service: http://localhost:3000
              - hostname: docs.yourdomain.com
                service: http://localhost:4000
              - service: http_status:404
            """;
    private static final String CONNECTION_OPTIONS = """
            tunnel: sigil-mcp
            credentials-file: /home/username/.cloudflared/<TUNNEL-ID>.json

            ingress:
              - hostname: mcp.yourdomain.com
                service: http://localhost:8000
                originRequest:
                  connectTimeout: 30s
                  noTLSVerify: false
                  httpHostHeader: mcp.yourdomain.com
              - service: http_status:404
            """;
    private static final String AGAINST_502 = """
            tunnel: sigil-mcp
            credentials-file: /home/username/.cloudflared/<TUNNEL-ID>.json

            ingress:
              - hostname: mcp.yourdomain.com
                service: http://localhost:8000
                originRequest:
                  connectTimeout: 30s
                  tcpKeepAlive: 30s
                  noHappyEyeballs: false
                  httpHostHeader: mcp.yourdomain.com
              - service: http_status:404
            """;

    @Test
    void theConfigurationOfTheTenSteps() {
        assertThat(generated("none"), is(yaml(TEN_STEPS)));
    }

    @Test
    void theOneWithSeveralServices() {
        assertThat(generated("none", "api.yourdomain.com=http://localhost:3000", "docs.yourdomain.com=http://localhost:4000"), is(yaml(MULTIPLE_SERVICES)));
    }

    @Test
    void theOneWithOptionsOfTheConnection() {
        assertThat(generated("connectTimeout,noTLSVerify,httpHostHeader"), is(yaml(CONNECTION_OPTIONS)));
    }

    @Test
    void theOneAgainst502() {
        assertThat(generated("connectTimeout,tcpKeepAlive,noHappyEyeballs,httpHostHeader"), is(yaml(AGAINST_502)));
    }

    @Test
    void eachOptionHasItsReasonInTheLineBeforeIt() {
        List<String> lines = text(OriginOption.parse(List.of("connectTimeout", "tcpKeepAlive", "keepAliveTimeout"))).lines().toList();
        for (String option : List.of("connectTimeout: 30s", "tcpKeepAlive: 30s", "keepAliveTimeout: 90s")) {
            assertThat(lines.get(lines.indexOf("      " + option) - 1), containsString("      # "));
        }
    }

    private static Object generated(String options, String... further) {
        return yaml(text(OriginOption.parse(List.of(options.split(","))), further));
    }

    private static String text(List<OriginOption> options, String... further) {
        return Recipes.named(options, further).files().getFirst().text();
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
