package sigil.mcp.app;

import io.helidon.security.spi.AuthenticationProvider;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.auth.AccessTokens;
import sigil.mcp.auth.BearerTokenProvider;
import sigil.mcp.auth.Issuer;
import sigil.mcp.auth.LocalOnlyProvider;
import sigil.mcp.auth.MetadataDocuments;
import sigil.mcp.http.FurtherRoutes;
import sigil.mcp.http.ResourceMetadata;

/**
 * Who is let in, and what those are told who are not.
 *
 * @param provider asks who it is
 * @param routes   what strangers may ask
 * @param metadata where clients find out how to get in, if they can do that
 * @param tokens   what opens it; empty where nothing is needed
 */
record FrontDoor(AuthenticationProvider provider, FurtherRoutes routes, Optional<ResourceMetadata> metadata,
                 Optional<AccessTokens> tokens) implements AutoCloseable {

    /**
     * As the configuration has it.
     *
     * @param port where the server will listen
     */
    static FrontDoor of(Configuration configuration, int port) {
        if (!configuration.truth(Setting.AUTH_REQUIRED)) {
            return new FrontDoor(new LocalOnlyProvider(), FurtherRoutes.NONE, Optional.empty(), Optional.empty());
        }
        Issuer issuer = configuration.issuer(port);
        MetadataDocuments documents = new MetadataDocuments(issuer);
        Set<String> paths = documents.paths();
        AccessTokens tokens = AccessTokens.open(configuration.stateDirectory());
        return new FrontDoor(new BearerTokenProvider(tokens, issuer),
                new FurtherRoutes(documents::register, paths, paths),
                Optional.of(new ResourceMetadata(issuer.at(MetadataDocuments.RESOURCE_AT_ROOT), issuer.at(MetadataDocuments.RESOURCE_AT_MCP))),
                Optional.of(tokens));
    }

    @Override
    public void close() {
        tokens.ifPresent(AccessTokens::close);
    }
}
