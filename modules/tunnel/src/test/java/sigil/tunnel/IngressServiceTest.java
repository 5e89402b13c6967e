package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and addresses become part of other programs' configurations: nothing in them means anything there. */
class IngressServiceTest {
    @ParameterizedTest
    @CsvSource({"MCP.Example.com,mcp.example.com", "https://mcp.example.com/,mcp.example.com", "mcp.example.com.,mcp.example.com",
        "mcp.example.com:8443,mcp.example.com", "bücher.example,xn--bcher-kva.example"})
    void aNameThatIsNearlyOneIsToldAsItShouldBe(String text, String name) {
        assertThat(refused(text, "http://localhost").getMessage(), endsWith("such as " + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.example.com", "a b.example.com", "a$(id).example.com", "a;b.example.com", "a.example.com\nb", "a.example.com\n", "localhost", "192.168.1.2",
        "-a.example.com", "a..example.com", "a.example.com'", "{$HOME}.example.com", ""})
    void whatIsNoNameIsRefused(String text) {
        assertThat(refused(text, "http://localhost").getMessage(), containsString("is no name of a host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "http://localhost:8000/mcp", "http://localhost:99999", "http://localhost:0", "http://a b", "http://localhost\n", "ftp://localhost",
        "unix:/tmp/x;}evil{", "unix:/tmp/a\"b", "unix:/tmp/$(id)", "unix:/tmp/a\nb", "unix:relative", "http://localhost:8000;"})
    void whatIsNoAddressIsRefused(String service) {
        assertThat(refused("mcp.example.com", service).getMessage(), containsString("is no address of an origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "http://localhost:65535", "https://10.0.0.7:8443", "http://[::1]:8000", "unix:/run/sigil-mcp/a_b.sock"})
    void anAddressMayBeOfTheseKinds(String service) {
        assertDoesNotThrow(() -> new IngressService("mcp.example.com", service));
    }

    @Test
    void aNameStandsForOneService() {
        List<IngressService> twice = List.of(new IngressService("a.example.com", "http://localhost:1"), new IngressService("a.example.com", "http://localhost:2"));
        assertThrows(IllegalArgumentException.class, () -> new TunnelPlan(TunnelKind.CLOUDFLARE, twice, "sigil-mcp", Optional.empty(), List.of(), Path.of("/x"),
                Optional.empty()));
    }

    private static IllegalArgumentException refused(String hostname, String service) {
        return assertThrows(IllegalArgumentException.class, () -> new IngressService(hostname, service));
    }
}
