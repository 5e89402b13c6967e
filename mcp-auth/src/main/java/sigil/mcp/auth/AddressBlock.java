package sigil.mcp.auth;

import java.net.InetAddress;

/** A block of addresses of one family (RFC 4632 section 3.1, RFC 4291 section 2.3). */
final class AddressBlock {
    private final byte[] network;
    private final int length;

    /**
     * Creates a block.
     *
     * @param network any address in it
     * @param length  how many leading bits its addresses share
     */
    AddressBlock(byte[] network, int length) {
        if (length < 0 || length > network.length * 8) {
            throw new IllegalArgumentException("An address of " + network.length * 8 + " bits has no prefix of " + length);
        }
        this.network = network.clone();
        this.length = length;
    }

    /** Reads the written form, such as {@code 10.0.0.0/8} or {@code fe80::/10}. */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        return new AddressBlock(InetAddress.ofLiteral(text.substring(0, slash)).getAddress(), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether an address lies in it; never one of the other family. */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += 8) {
            int mask = 0xff & (0xff00 >> Math.min(8, length - bit));
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
