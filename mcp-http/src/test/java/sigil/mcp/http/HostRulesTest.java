package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
    private final HostRules rules = new HostRules(Set.of("localhost", "[::1]", "MCP.example.com", "*.tunnel.example"),
            Set.of("https://claude.ai"));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "localhost:8000", "mcp.example.com", "mcp.example.com:443", "[::1]", "[::1]:8000",
        "a.tunnel.example", "a.b.tunnel.example"})
    void namesOnTheListAreAnsweredWhateverTheirPort(String host) {
        assertThat(rules.allowsHost(host), is(true));
    }

    // row: SEC-01
    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "localhost.evil.example", "evil-mcp.example.com", "mcp.example.com.evil.example",
        "tunnel.example", ".tunnel.example", "eviltunnel.example", "[::2]", "127.0.0.1", "localhost@evil.example", "[", ":"})
    void othersAreNot(String host) {
        assertThat(rules.allowsHost(host), is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://claude.ai", "HTTPS://claude.ai", "http://localhost:6274", "https://mcp.example.com", "https://x.tunnel.example"})
    void pagesOfAllowedOriginsMaySendRequests(String origin) {
        assertThat(rules.allowsOrigin(origin), is(true));
    }

    // behaviour: http.origin
    // row: RS-14 SEC-01
    @ParameterizedTest
    @ValueSource(strings = {"null", "", "https://evil.example", "https://claude.ai.evil.example", "http://claude.ai", "file://", "localhost", "%%"})
    void pagesOfOthersMayNot(String origin) {
        assertThat(rules.allowsOrigin(origin), is(false));
    }

    // row: SEC-01
    @Test
    void aStarAllowsEveryHostButNotEveryPage() {
        HostRules any = new HostRules(Set.of("*", "localhost"), Set.of());
        assertThat(any.allowsHost("whatever.example"), is(true));
        assertThat(any.allowsOrigin("https://whatever.example"), is(false));
        assertThat(any.allowsOrigin("http://localhost:3000"), is(true));
    }
}
