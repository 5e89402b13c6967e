package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearAddressesTest {
    // row: CI-06
    @Test
    void everyAddressOfThisMachineIsNear() throws SocketException {
        List<InetAddress> own = NetworkInterface.networkInterfaces().flatMap(network -> network.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getAddress).toList();
        assertThat(own.size(), greaterThan(0));
        for (InetAddress address : own) {
            assertThat(address.toString(), NearAddresses.contains(address), is(true));
        }
        assertThat(NearAddresses.contains(InetAddress.ofLiteral("8.8.8.8")), is(false));
        assertThat(NearAddresses.contains(InetAddress.ofLiteral("2606:4700::1")), is(false));
    }

    @Test
    void theOtherNetworksOfAHomeAreNear() {
        AddressBlock home = NearAddresses.block(InetAddress.ofLiteral("2a02:8109:1234:5601::7"), 64);
        assertThat(home.contains(InetAddress.ofLiteral("2a02:8109:1234:56ff::1").getAddress()), is(true));
        assertThat(home.contains(InetAddress.ofLiteral("2a02:8109:1234:5700::1").getAddress()), is(false));
    }

    @Test
    void thePrefixOfATunnelMakesNoNeighbourOfTheWorld() {
        AddressBlock tunnel = NearAddresses.block(InetAddress.ofLiteral("82.1.2.3"), 0);
        assertThat(tunnel.contains(InetAddress.ofLiteral("82.1.2.3").getAddress()), is(true));
        assertThat(tunnel.contains(InetAddress.ofLiteral("82.1.2.4").getAddress()), is(false));
        assertThat(NearAddresses.block(InetAddress.ofLiteral("82.1.2.3"), 24).contains(InetAddress.ofLiteral("82.1.2.4").getAddress()), is(true));
    }
}
