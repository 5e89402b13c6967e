package sigil.mcp.auth;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that are not those of a host on the public internet: the registries of RFC 6890 as they have grown since, and what was never given
 * out. No document of a client is fetched from them (OAuth Client ID Metadata Document, "Server Side Request Forgery").
 */
final class SpecialAddresses {
    private static final List<AddressBlock> SPECIAL = Stream.of(
            // this network, private (RFC 1918), shared by carriers (RFC 6598), loopback, link-local
            "0.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            // protocol assignments, documentation (RFC 5737), benchmarking (RFC 2544)
            "192.0.0.0/24", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15",
            // AS112 (RFC 7534, RFC 7535), multicast tunnels (RFC 7450), relays of 6to4 (RFC 7526)
            "192.31.196.0/24", "192.175.48.0/24", "192.52.193.0/24", "192.88.99.0/24",
            // multicast; reserved, and broadcast at its end
            "224.0.0.0/4", "240.0.0.0/4",
            // protocol assignments: Teredo (RFC 4380), benchmarking, ORCHID (RFC 4843, RFC 7343) and others
            "2001::/23",
            // documentation (RFC 3849, RFC 9637), 6to4 (RFC 3056), AS112
            "2001:db8::/32", "3fff::/20", "2002::/16", "2620:4f:8000::/48").map(AddressBlock::of).toList();
    /**
     * All of global unicast (RFC 4291 section 2.4). Outside of it are unspecified, loopback and the deprecated forms that embed an IPv4 address
     * ({@code ::/8}), discard ({@code 100::/64}), local translation ({@code 64:ff9b:1::/48}), segment routing ({@code 5f00::/16}), unique local
     * ({@code fc00::/7}), link-local ({@code fe80::/10}), site-local ({@code fec0::/10}), multicast ({@code ff00::/8}), and what nobody has.
     */
    private static final AddressBlock GLOBAL = AddressBlock.of("2000::/3");
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};
    /** By which a network that has IPv6 only names every host that has IPv4 only (RFC 6052 section 2.1). */
    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");

    private SpecialAddresses() {
    }

    /**
     * Whether an address is special. One that stands for an IPv4 address, mapped (RFC 4291 section 2.5.5.2) or translated, is what that one is.
     */
    static boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private static boolean contains(byte[] address) {
        if (address.length == 4) {
            return listed(address);
        }
        if (Arrays.equals(address, 0, 12, MAPPED, 0, 12) || TRANSLATED.contains(address)) {
            return listed(Arrays.copyOfRange(address, 12, 16));
        }
        return !GLOBAL.contains(address) || listed(address);
    }

    private static boolean listed(byte[] address) {
        return SPECIAL.stream().anyMatch(block -> block.contains(address));
    }
}
