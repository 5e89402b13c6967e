package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * The headers that keep a proxy from holding an answer back, on every response: set, never appended, by the last hand before the socket.
 *
 * <p>Routed responses pass {@link #headers(ConnectionContext, Headers)}, whatever a handler did to them; responses that Helidon makes before
 * there is a route pass {@link #set(WritableHeaders)} in {@link BareErrors}. {@code Connection} is the business of HTTP/1.1: Helidon
 * writes {@code keep-alive}, or {@code close} where it closes, and on HTTP/2, which is off, the header would be an error.
 */
final class BufferingHeaders implements Http1ConnectionListener {
    /** nginx reads this one; Cloudflare strips it. */
    static final Header X_ACCEL_BUFFERING = HeaderValues.createCached("X-Accel-Buffering", "no");
    /** {@code no-transform} keeps an edge from compressing, and so from collecting, a stream. */
    static final Header CACHE_CONTROL =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache, no-store, must-revalidate, no-transform");

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof WritableHeaders<?> writable) {
            set(writable);
        }
    }

    static void set(WritableHeaders<?> headers) {
        headers.set(X_ACCEL_BUFFERING);
        headers.set(CACHE_CONTROL);
    }
}
