package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {
    private final Issuer issuer = Issuer.of("https://mcp.example.com");

    // row: RS-13
    @Test
    void theResourceIsWrittenInItsCanonicalForm() {
        assertThat(Issuer.of("HTTPS://MCP.Example.COM").resource(), is("https://mcp.example.com/mcp"));
        assertThat(Issuer.of("HTTPS://MCP.Example.COM").value(), is("https://mcp.example.com"));
        assertThat(Issuer.of("https://mcp.example.com:443").resource(), is("https://mcp.example.com/mcp"));
        assertThat(Issuer.of("https://mcp.example.com:8443").resource(), is("https://mcp.example.com:8443/mcp"));
        assertThat(Issuer.of("https://mcp.example.com:4430").value(), is("https://mcp.example.com:4430"));
        assertThat(Issuer.of("http://127.0.0.1:80").value(), is("http://127.0.0.1"));
        assertThat(Issuer.of("http://[::1]:8000").value(), is("http://[::1]:8000"));
    }

    // row: RS-13
    @ParameterizedTest
    @ValueSource(strings = {"https://mcp.example.com/mcp", "https://mcp.example.com/mcp/", "https://mcp.example.com", "https://mcp.example.com/",
        "HTTPS://MCP.EXAMPLE.COM/mcp"})
    void aClientMayNameItInUpperCaseWithASlashOrByItsOrigin(String resource) {
        assertThat(issuer.isResource(resource), is(true));
    }

    // row: RS-10 RS-13
    @ParameterizedTest
    @ValueSource(strings = {"https://mcp.example.com/MCP", "https://mcp.example.com/mcp/x", "https://mcp.example.com/mcp#a", "https://mcp.example.com/mcp?a=b",
        "https://mcp.example.com.evil.example/mcp", "https://evil.example/mcp", "http://mcp.example.com/mcp", "https://mcp.example.com:8443/mcp",
        "https://mcp.example.com@evil.example/mcp", "https://user@mcp.example.com/mcp", "https://mcp.example.com/mcp/../x", "mcp.example.com/mcp", "/mcp", "",
        "https://mcp.example.com/%6Dcp", "https://mcp.example.com/mcp//", "urn:x:y"})
    void anotherResourceIsAnother(String resource) {
        assertThat(issuer.isResource(resource), is(false));
    }

    // row: AS-04
    @ParameterizedTest
    @ValueSource(strings = {"http://mcp.example.com", "ftp://mcp.example.com", "https://mcp.example.com/x", "https://mcp.example.com?x", "https://mcp.example.com#x",
        "https://user@mcp.example.com", "mcp.example.com", "http://127.0.0.2"})
    void whatIsNoOriginThatATokenMayTravelToIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Issuer.of(text));
    }
}
