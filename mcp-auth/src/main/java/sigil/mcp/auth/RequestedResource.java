package sigil.mcp.auth;

import java.util.List;

/** The {@code resource} parameter (RFC 8707 section 2): what a token is for, which can only be this server. */
record RequestedResource(Issuer issuer) {
    /**
     * What a request asks for.
     *
     * @return the first that is named, as the client names it; this server's own name where none is
     * @throws OAuthException {@code invalid_target} if one of them is another server
     */
    String of(OAuthParameters parameters) {
        check(parameters);
        List<String> named = parameters.all("resource");
        return named.isEmpty() ? issuer.resource() : named.getFirst();
    }

    /** Whether everything that is named is this server, which is all that can have been granted. */
    void check(OAuthParameters parameters) {
        if (!parameters.all("resource").stream().allMatch(issuer::isResource)) {
            throw new OAuthException(OAuthException.Code.INVALID_TARGET, "Tokens of this server are for " + issuer.resource() + " alone.");
        }
    }
}
