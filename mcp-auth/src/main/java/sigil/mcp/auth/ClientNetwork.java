package sigil.mcp.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** The network that a client is counted by. */
final class ClientNetwork {
    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {
    }

    /**
     * Of an IPv6 address its first 64 bits, since a single customer has all the rest to himself (RFC 6177); of an IPv4 address, also one that is
     * written as IPv6, all of it; anything else as it is. No name is looked up.
     *
     * @param address such as {@code 203.0.113.7} or {@code 2001:db8::7}
     * @return such as {@code 203.0.113.7} or {@code 2001:db8:0:0/64}
     */
    static String of(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            byte[] prefix = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES), 2 * PREFIX_BYTES);
            return InetAddress.getByAddress(prefix).getHostAddress().replaceFirst("(:0){4}$", "/64");
        } catch (IllegalArgumentException | java.net.UnknownHostException e) {
            return address;
        }
    }
}
