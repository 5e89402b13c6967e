package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialAddressesTest {
    // row: CI-06
    @ParameterizedTest
    @ValueSource(strings = {
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255",
        "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.170", "192.0.0.255", "192.0.2.1", "192.31.196.1",
        "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "192.175.48.1", "198.18.0.0", "198.19.255.255", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1",
        "2001:20::1", "2001:1ff:ffff::", "2001:db8::1", "2001:db8:ffff:ffff::", "2002:7f00:1::", "2002:808:808::1", "2620:4f:8000::1",
        "3fff::1", "3fff:fff:ffff::1", "4000::1", "5f00::1", "fc00::1", "fdff:ffff::1", "fe80::1", "febf::1", "fec0::1", "feff::1", "ff02::1",
        "ff0e::1"})
    void anAddressThatIsNotOnThePublicInternetIsSpecial(String address) {
        assertThat(SpecialAddresses.contains(InetAddress.ofLiteral(address)), is(true));
    }

    // row: CI-06
    @ParameterizedTest
    @ValueSource(strings = {
        "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.255.255",
        "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
        "203.0.112.255", "203.0.114.0", "223.255.255.255",
        "2000::1", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2606:4700::6810:84e5", "2a00:1450:4001::1", "3ffe:ffff::1",
        "3fff:1000::1"})
    void anAddressOfThePublicInternetIsNot(String address) {
        assertThat(SpecialAddresses.contains(InetAddress.ofLiteral(address)), is(false));
    }

    // row: CI-06
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1"})
    void anIPv4AddressIsWhatItIsWhereItIsEmbeddedToo(String embedded) throws UnknownHostException {
        byte[] v4 = InetAddress.ofLiteral(embedded).getAddress();
        assertThat(SpecialAddresses.contains(mapped(v4)), is(true));
        assertThat(SpecialAddresses.contains(translated(v4)), is(true));
    }

    @Test
    void whatStandsForAPublicIPv4AddressIsPublic() throws UnknownHostException {
        byte[] v4 = InetAddress.ofLiteral("8.8.8.8").getAddress();
        assertThat(SpecialAddresses.contains(mapped(v4)), is(false));
        assertThat(SpecialAddresses.contains(translated(v4)), is(false));
    }

    @Test
    void theNumberOfAnInterfaceChangesNothing() throws UnknownHostException {
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        assertThat(SpecialAddresses.contains(Inet6Address.getByAddress("x.example", linkLocal, 2)), is(true));
    }

    @Test
    void aBlockHoldsWhatSharesItsBitsAndNothingOfTheOtherFamily() {
        AddressBlock block = AddressBlock.of("10.32.0.0/11");
        assertThat(block.contains(InetAddress.ofLiteral("10.63.255.255").getAddress()), is(true));
        assertThat(block.contains(InetAddress.ofLiteral("10.64.0.0").getAddress()), is(false));
        assertThat(block.contains(InetAddress.ofLiteral("10.31.255.255").getAddress()), is(false));
        assertThat(AddressBlock.of("0.0.0.0/0").contains(InetAddress.ofLiteral("8.8.8.8").getAddress()), is(true));
        assertThat(AddressBlock.of("0.0.0.0/0").contains(InetAddress.ofLiteral("::1").getAddress()), is(false));
        assertThat(AddressBlock.of("8.8.8.8/32").contains(InetAddress.ofLiteral("8.8.8.9").getAddress()), is(false));
        assertThrows(IllegalArgumentException.class, () -> AddressBlock.of("8.8.8.8/33"));
    }

    // what Java makes an IPv4 address of at once, unless it has an interface
    private static InetAddress mapped(byte[] v4) throws UnknownHostException {
        byte[] address = new byte[16];
        address[10] = (byte) 0xff;
        address[11] = (byte) 0xff;
        System.arraycopy(v4, 0, address, 12, 4);
        InetAddress mapped = Inet6Address.getByAddress("x.example", address, 0);
        assertThat(mapped.getAddress().length, is(16));
        return mapped;
    }

    private static InetAddress translated(byte[] v4) throws UnknownHostException {
        byte[] address = InetAddress.ofLiteral("64:ff9b::").getAddress();
        System.arraycopy(v4, 0, address, 12, 4);
        return InetAddress.getByAddress(address);
    }
}
