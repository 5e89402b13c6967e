package sigil.mcp.app;

import io.helidon.security.spi.AuthenticationProvider;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.AuthorizationServer;
import sigil.mcp.auth.BearerTokenProvider;
import sigil.mcp.auth.Issuer;
import sigil.mcp.auth.LocalOnlyProvider;
import sigil.mcp.auth.MetadataDocuments;
import sigil.mcp.auth.Secret;
import sigil.mcp.auth.TokenJudge;
import sigil.mcp.http.FurtherRoutes;
import sigil.mcp.http.PeerAddress;

/** Who is let in, and where somebody gets what lets him in: the authorization server with its store, or nothing of it with {@code --no-auth}. */
final class AccessControl implements AutoCloseable {
    private final AuthenticationProvider provider;
    private final FurtherRoutes routes;
    private final Optional<AuthStore> store;
    private final Optional<AuthorizationServer> server;

    private AccessControl(AuthenticationProvider provider, FurtherRoutes routes, Optional<AuthStore> store, Optional<AuthorizationServer> server) {
        this.provider = provider;
        this.routes = routes;
        this.store = store;
        this.server = server;
    }

    static AccessControl open(Configuration configuration, Issuer issuer) {
        if (!configuration.truth(Setting.AUTH_REQUIRED)) {
            return new AccessControl(new LocalOnlyProvider(), FurtherRoutes.NONE, Optional.empty(), Optional.empty());
        }
        AuthStore store = AuthStore.open(configuration.stateDirectory());
        AuthorizationServer server = AuthorizationServer.create(store, issuer, new AuthorizationServer.Settings(
                Set.copyOf(configuration.texts(Setting.REDIRECT_SCHEMES)), Set.copyOf(configuration.texts(Setting.CLIENT_HOSTS)), PeerAddress::of,
                Version.current()));
        MetadataDocuments documents = new MetadataDocuments(issuer);
        Set<String> open = new HashSet<>(server.paths());
        open.addAll(documents.paths());
        FurtherRoutes routes = new FurtherRoutes(routing -> {
            documents.register(routing);
            server.register(routing);
        }, open, documents.paths());
        TokenJudge judge = TokenJudge.byKind(Map.of(Secret.PERSONAL, store.tokens(), Secret.ACCESS, server.judge()));
        return new AccessControl(new BearerTokenProvider(judge, issuer), routes, Optional.of(store), Optional.of(server));
    }

    AuthenticationProvider provider() {
        return provider;
    }

    FurtherRoutes routes() {
        return routes;
    }

    /** What is kept of clients and their tokens; empty where nobody is asked for one. */
    Optional<AuthStore> store() {
        return store;
    }

    /** To be closed after the transport has stopped. */
    @Override
    public void close() {
        server.ifPresent(AuthorizationServer::close);
        store.ifPresent(AuthStore::close);
    }
}
