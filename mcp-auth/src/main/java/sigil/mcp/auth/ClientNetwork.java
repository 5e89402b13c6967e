package sigil.mcp.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** The network that a client is counted by. */
final class ClientNetwork {
    private static final int PREFIX_BYTES = 7;
    private static final int BYTES = 16;

    private ClientNetwork() {
    }

    /**
     * Of an IPv6 address its first 56 bits, since a single home may have all the rest to itself (RFC 6177 section 2); of an IPv4 address, also one that is
     * written as IPv6, all of it; anything else as it is. No name is looked up.
     *
     * @param address such as {@code 203.0.113.7} or {@code 2001:db8::7}
     * @return such as {@code 203.0.113.7} or {@code 2001:db8:0:100/56}
     */
    static String of(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            byte[] prefix = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES), BYTES);
            return InetAddress.getByAddress(prefix).getHostAddress().replaceFirst("(:0){4}$", "/56");
        } catch (IllegalArgumentException | java.net.UnknownHostException e) {
            return address;
        }
    }
}
