package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.tunnel.DoctorSettings.HostPort;

/** Where the doctor goes. */
class DoctorSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ":80", "host", "host:", "host:0", "host:65536", "host:99999", "host:-1", "host:8o"})
    void whatIsNoPlaceIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostPort.of(text));
    }

    @Test
    void aPlaceHasANameAndAPort() {
        assertThat(HostPort.of("127.0.0.1:65535"), is(new HostPort("127.0.0.1", 65_535)));
        assertThat(HostPort.of("[::1]:1"), is(new HostPort("[::1]", 1)));
    }

    /** A certificate and SNI have the name without it, and Java refuses the other. */
    @Test
    void theDotThatEndsANameIsInNoCertificate() {
        assertThat(new Way("mcp.example.com.", 443, "mcp.example.com.", "mcp.example.com.", Optional.empty()).name(), is("mcp.example.com"));
    }
}
