package sigil.mcp.http;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetSocketAddress;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.StringMapMessage;

/**
 * One structured line for every request, on the logger {@code sigil.access}. It names no query, no body and no header but those listed
 * here, so nothing secret can reach it. The outermost filter: it also gives the
 * request its id.
 */
final class AccessLog implements Filter {
    private static final Logger LOG = LogManager.getLogger("sigil.access");
    private static final HeaderName CF_CONNECTING_IP = HeaderNames.create("CF-Connecting-IP");
    private static final HeaderName CF_RAY = HeaderNames.create("Cf-Ray");
    private static final HeaderName X_REQUEST_ID = HeaderNames.create("X-Request-Id");
    /** The status, known from nginx, of a request whose client went away. */
    private static final int CLIENT_CLOSED_REQUEST = 499;
    private static final int LONGEST_VALUE = 256;

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        RequestRecord entry = new RequestRecord();
        request.context().register(entry);
        response.header(X_REQUEST_ID, entry.id());
        try {
            chain.proceed();
        } catch (CloseConnectionException e) {
            if (!response.isSent()) {
                entry.clientLeft();
            }
            throw e;
        } finally {
            LOG.info(line(entry, request, response));
        }
    }

    /** A response that was given before there was a route; a broken request line leaves hardly anything to say. */
    void unrouted(DirectHandler.TransportRequest request, Status status, int bytes) {
        LOG.info(new StringMapMessage()
                .with("method", clip(request.method()))
                .with("path", clip(withoutQuery(request.path())))
                .with("status", status.code())
                .with("bytes", bytes)
                .with("refused", "http"));
    }

    private static StringMapMessage line(RequestRecord entry, RoutingRequest request, RoutingResponse response) {
        Headers headers = request.headers();
        StringMapMessage line = new StringMapMessage(16)
                .with("id", entry.id())
                .with("method", clip(request.prologue().method().text()))
                .with("path", clip(request.path().path()))
                .with("status", entry.clientGone() ? CLIENT_CLOSED_REQUEST : response.status().code())
                .with("ms", entry.elapsedNanos() / 10_000 / 100.0)
                .with("bytes", response.bytesWritten())
                .with("client", clip(client(request)));
        some(line, "rpc", entry.rpcMethod());
        some(line, "tool", entry.tool());
        some(line, "era", entry.era());
        some(line, "caller", entry.caller());
        some(line, "ray", headers.first(CF_RAY).orElse(""));
        some(line, "agent", headers.first(HeaderNames.USER_AGENT).orElse(""));
        some(line, "refused", entry.refusal());
        return line;
    }

    private static void some(StringMapMessage line, String field, String value) {
        if (!value.isEmpty()) {
            line.put(field, clip(value));
        }
    }

    /** The peer, or whom Cloudflare names where the peer can be its tunnel; anyone else could write that header himself. */
    private static String client(RoutingRequest request) {
        PeerInfo peer = request.remotePeer();
        boolean loopback = peer.address() instanceof InetSocketAddress address && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
        return loopback ? request.headers().first(CF_CONNECTING_IP).orElse(peer.host()) : peer.host();
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static String clip(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
