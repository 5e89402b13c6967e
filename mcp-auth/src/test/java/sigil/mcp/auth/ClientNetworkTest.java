package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {
    // row: SEC-28
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "127.0.0.1, 127.0.0.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0/56",
        "2001:DB8:1:2::1, 2001:db8:1:0/56",
        "2001:db8:1:ff:ffff:ffff:ffff:ffff, 2001:db8:1:0/56",
        "2001:db8:1:1ff::1, 2001:db8:1:100/56",
        "2001:db8::1, 2001:db8:0:0/56",
        "::1, 0:0:0:0/56",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::ffff:cb00:7107, 203.0.113.7",
        "fe80::1, fe80:0:0:0/56",
        "unknown, unknown",
        "203.0.113.7:4711, 203.0.113.7:4711",
        "'', ''",
        "example.com, example.com",
    })
    void aClientIsCountedByItsNetwork(String address, String network) {
        assertThat(ClientNetwork.of(address), is(network));
    }
}
