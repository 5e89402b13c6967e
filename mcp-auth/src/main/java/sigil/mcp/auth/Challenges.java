package sigil.mcp.auth;

import java.util.Objects;

/**
 * What a 401 says, by where it is said: MCP is served at two places, each of them a resource with metadata of its own, and a client holds the
 * {@code resource} of the metadata against the address that it was given (RFC 9728 section 3.3).
 *
 * @param root for a request of {@code /}
 * @param mcp  for every other
 */
record Challenges(Challenge root, Challenge mcp) {
    Challenges {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(mcp, "mcp");
    }

    static Challenges plain() {
        return new Challenges(Authentication.CHALLENGE, Authentication.CHALLENGE);
    }

    static Challenges of(Issuer issuer) {
        return new Challenges(Authentication.CHALLENGE.with("resource_metadata", issuer.at(MetadataDocuments.RESOURCE_AT_ROOT)),
                Authentication.CHALLENGE.with("resource_metadata", issuer.at(MetadataDocuments.RESOURCE_AT_MCP)));
    }

    Challenge at(String path) {
        return path.equals("/") ? root : mcp;
    }
}
