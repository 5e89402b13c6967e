package sigil.tunnel;

import java.net.InetAddress;
import java.util.List;

/** The addresses of Cloudflare's edge, as published at cloudflare.com/ips; they change once in years. */
final class CloudflareAddresses {
    private static final List<String> BLOCKS = List.of("173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18",
            "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17", "162.158.0.0/15", "104.16.0.0/13",
            "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22", "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32",
            "2405:8100::/32", "2a06:98c0::/29", "2c0f:f248::/32");

    private CloudflareAddresses() {
    }

    static boolean contain(InetAddress address) {
        return BLOCKS.stream().anyMatch(block -> contains(block, address.getAddress()));
    }

    private static boolean contains(String block, byte[] address) {
        String[] parts = block.split("/");
        byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
        if (network.length != address.length) {
            return false;
        }
        int bits = Integer.parseInt(parts[1]);
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
