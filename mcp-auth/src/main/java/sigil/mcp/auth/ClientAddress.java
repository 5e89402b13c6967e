package sigil.mcp.auth;

import io.helidon.webserver.http.ServerRequest;

/**
 * From where a request comes, as far as it can be known behind a tunnel. For throttling and for the owner to read; never a credential.
 */
@FunctionalInterface
public interface ClientAddress {
    /**
     * Tells from where.
     *
     * @param request a request
     * @return an IP address, or another text where nothing better is known; never empty
     */
    String of(ServerRequest request);
}
