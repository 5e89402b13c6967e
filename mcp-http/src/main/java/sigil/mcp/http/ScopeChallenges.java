package sigil.mcp.http;

import java.util.Optional;
import sigil.mcp.core.Scope;

/** The challenge to a caller who lacks a scope (RFC 6750 section 3.1): everything that his operation needs, in one. */
final class ScopeChallenges {
    private final Optional<ResourceMetadata> metadata;

    ScopeChallenges(Optional<ResourceMetadata> metadata) {
        this.metadata = metadata;
    }

    /**
     * What a client is told.
     *
     * @param needed the scope of the operation; scopes that it includes need not be named
     * @param path   of the request
     */
    String of(Scope needed, String path) {
        String where = metadata.map(urls -> path.equals("/") ? urls.root() : urls.mcp())
                .map(url -> ", resource_metadata=\"" + url + "\"")
                .orElse("");
        return "Bearer error=\"insufficient_scope\", scope=\"" + needed.wire() + "\"" + where
                + ", error_description=\"The access token lacks the scope " + needed.wire() + "\"";
    }
}
