package sigil.mcp.app;

import io.helidon.security.spi.AuthenticationProvider;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sigil.mcp.auth.AccessAssertions;
import sigil.mcp.auth.AccessProvider;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.AuthorizationServer;
import sigil.mcp.auth.BearerTokenProvider;
import sigil.mcp.auth.Issuer;
import sigil.mcp.auth.LocalOnlyProvider;
import sigil.mcp.auth.MetadataDocuments;
import sigil.mcp.auth.Secret;
import sigil.mcp.auth.TokenJudge;
import sigil.mcp.auth.TokenRefusal;
import sigil.mcp.core.Scope;
import sigil.mcp.http.FurtherRoutes;
import sigil.mcp.http.PeerAddress;
import sigil.mcp.http.ResourceMetadata;

/**
 * Who is let in, and what those are told who are not.
 *
 * @param provider asks who it is
 * @param routes   what strangers may ask
 * @param metadata where clients find out how to get in, if they can do that
 * @param keys     who has a key and who may make one; empty where nothing is needed
 */
record FrontDoor(AuthenticationProvider provider, FurtherRoutes routes, Optional<ResourceMetadata> metadata,
                 Optional<Keys> keys) implements AutoCloseable {

    /**
     * What opens the door.
     *
     * @param store  what is kept of members, clients and tokens
     * @param server gives out tokens
     */
    record Keys(AuthStore store, AuthorizationServer server) {
    }

    /**
     * As the configuration has it.
     *
     * @param port where the server will listen
     */
    static FrontDoor of(Configuration configuration, int port) {
        return of(configuration, port, _ -> { });
    }

    /**
     * The same, and somebody counts.
     *
     * @param port     where the server will listen
     * @param refusals told of each token that lets nobody in
     */
    static FrontDoor of(Configuration configuration, int port, Consumer<TokenRefusal> refusals) {
        if (!configuration.truth(Setting.AUTH_REQUIRED)) {
            return new FrontDoor(new LocalOnlyProvider(), FurtherRoutes.NONE, Optional.empty(), Optional.empty());
        }
        Issuer issuer = configuration.issuer(port);
        Optional<AccessAssertions> access = configuration.cloudflareAccess().map(team -> AccessAssertions.of(team, issuer, Version.current()));
        AuthStore store = AuthStore.open(configuration.stateDirectory());
        AuthorizationServer server = AuthorizationServer.create(store, issuer, new AuthorizationServer.Settings(
                Set.copyOf(configuration.texts(Setting.REDIRECT_SCHEMES)), Set.copyOf(configuration.texts(Setting.CLIENT_HOSTS)), PeerAddress::of,
                Version.current()), access);
        return new FrontDoor(provider(configuration, issuer, store, server, access, refusals), routes(issuer, server),
                Optional.of(new ResourceMetadata(issuer.at(MetadataDocuments.RESOURCE_AT_ROOT), issuer.at(MetadataDocuments.RESOURCE_AT_MCP))),
                Optional.of(new Keys(store, server)));
    }

    private static AuthenticationProvider provider(Configuration configuration, Issuer issuer, AuthStore store, AuthorizationServer server,
                                                   Optional<AccessAssertions> access, Consumer<TokenRefusal> refusals) {
        TokenJudge judge = TokenJudge.byKind(Map.of(Secret.PERSONAL, store.tokens(), Secret.ACCESS, server.judge()));
        AuthenticationProvider bearer = new BearerTokenProvider(judge, issuer, refusals);
        return access.filter(assertions -> AccessSettings.everywhere(configuration))
                .<AuthenticationProvider>map(assertions -> new AccessProvider(assertions, store.members(), Scope.WRITE, bearer)).orElse(bearer);
    }

    private static FurtherRoutes routes(Issuer issuer, AuthorizationServer server) {
        MetadataDocuments documents = new MetadataDocuments(issuer);
        Set<String> open = new HashSet<>(server.paths());
        open.addAll(documents.paths());
        return new FurtherRoutes(routing -> {
            documents.register(routing);
            server.register(routing);
        }, open, documents.paths());
    }

    /** To be closed after the transport has stopped. */
    @Override
    public void close() {
        keys.ifPresent(opening -> {
            opening.server().close();
            opening.store().close();
        });
    }
}
