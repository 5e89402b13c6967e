package sigil.mcp.auth;

import java.util.Optional;
import java.util.Set;
import sigil.mcp.core.Scope;

/**
 * What a client asks of the owner (RFC 6749 section 4.1.1), found to be in order but for what only the owner can say.
 *
 * @param clientId    whose request it is
 * @param redirectUri where the answer goes; empty for a device, which comes and asks
 * @param redirected  whether the request named it, so that the token request must name it too
 * @param state       to be given back as it came
 * @param scopes      what is asked for, not empty
 * @param resource    what for: this server, under the name that the client uses
 * @param challenge   of PKCE with S256 (RFC 7636); missing only for a client that need not
 */
record AuthorizationRequest(String clientId, String redirectUri, boolean redirected, Optional<String> state, Set<Scope> scopes, String resource,
                            Optional<String> challenge) {
    AuthorizationRequest {
        scopes = Set.copyOf(scopes);
    }
}
