package sigil.mcp.auth;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Stream;

/**
 * The addresses of this machine and of the networks that it is part of. In a home with IPv6 the printer has an address of the public internet, and
 * only the router keeps strangers from it: for a request from inside there is no router.
 */
final class NearAddresses {
    /** What a home is given at the least, for all of its networks together (RFC 6177 section 2). */
    private static final int HOME = 56;
    /** A prefix that is shorter says nothing of who is near: the far end of a tunnel is given such ones. */
    private static final int SHORTEST_V4 = 16;

    private NearAddresses() {
    }

    /**
     * Whether an address is near.
     *
     * @throws SocketException if this machine does not tell its own addresses
     */
    static boolean contains(InetAddress address) throws SocketException {
        // read anew each time: addresses come and go
        return NetworkInterface.networkInterfaces().flatMap(NearAddresses::blocks).anyMatch(block -> block.contains(address.getAddress()));
    }

    private static Stream<AddressBlock> blocks(NetworkInterface network) {
        return network.getInterfaceAddresses().stream().map(NearAddresses::block);
    }

    private static AddressBlock block(InterfaceAddress own) {
        return block(own.getAddress(), own.getNetworkPrefixLength());
    }

    /** The block that is near because of one address of an interface. */
    static AddressBlock block(InetAddress own, int prefix) {
        byte[] address = own.getAddress();
        if (address.length == 4) {
            return new AddressBlock(address, prefix < SHORTEST_V4 || prefix > 32 ? 32 : prefix);
        }
        return new AddressBlock(address, HOME);
    }
}
