package sigil.mcp.http;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * From where a request comes: its peer, or whom a tunnel or proxy names where the peer can be one, that is, where it is this very machine. Anyone else
 * could write those headers himself. For the log, and to slow down whoever tries too often; never a credential.
 */
public final class PeerAddress {
    private static final HeaderName CF_CONNECTING_IP = HeaderNames.create("CF-Connecting-IP");

    private PeerAddress() {
    }

    /**
     * Tells from where.
     *
     * @param request a request
     * @return an IP address without brackets, or the name of the peer where it has none
     */
    public static String of(ServerRequest request) {
        PeerInfo peer = request.remotePeer();
        boolean loopback = peer.address() instanceof InetSocketAddress address && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
        return (loopback ? named(request) : Optional.<String>empty()).orElseGet(peer::host);
    }

    /** Cloudflare's edge sets its header anew; of the general one only the last entry was written by the proxy on this machine. */
    private static Optional<String> named(ServerRequest request) {
        return request.headers().first(CF_CONNECTING_IP).filter(PeerAddress::isAddress)
                .or(() -> request.headers().first(HeaderNames.X_FORWARDED_FOR).map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
                        .filter(PeerAddress::isAddress));
    }

    private static boolean isAddress(String text) {
        // most requests through a tunnel have one; whatever cannot be one costs no exception
        if (text.isEmpty() || text.length() > 45 || !text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
                || c == '.' || c == ':')) {
            return false;
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
