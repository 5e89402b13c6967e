package sigil.mcp.http;

import java.util.Set;

/**
 * Where the server listens and whom it answers.
 *
 * @param host           the address to bind
 * @param port           the port to bind, 0 for any free one
 * @param allowedHosts   the names a request may carry in {@code Host}: exact, {@code *.example.com} or {@code *}
 * @param allowedOrigins the origins a browser may come from, beside those whose host is allowed
 * @param limits         its bounds
 */
public record HttpSettings(String host, int port, Set<String> allowedHosts, Set<String> allowedOrigins, HttpLimits limits) {

    /** Copies the sets. */
    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
