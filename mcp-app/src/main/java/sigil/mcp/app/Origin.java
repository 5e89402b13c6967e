package sigil.mcp.app;

import io.helidon.security.spi.AuthenticationProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Authentication;
import sigil.mcp.auth.BearerTokenProvider;
import sigil.mcp.auth.LocalOnlyProvider;
import sigil.mcp.http.FurtherRoutes;
import sigil.mcp.http.McpHttpServer;
import sigil.mcp.http.Readiness;

/** The composition: the one place where features, transport and authentication meet. */
final class Origin implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger("sigil");

    private final Configuration configuration;
    private final Optional<AuthStore> store;
    private final McpHttpServer http;

    private Origin(Configuration configuration, Optional<AuthStore> store, McpHttpServer http) {
        this.configuration = configuration;
        this.store = store;
        this.http = http;
    }

    /**
     * Starts serving.
     *
     * @throws IllegalStateException if the address cannot be bound
     */
    static Origin start(Configuration configuration) {
        Features features = Features.open(configuration);
        Optional<AuthStore> store = configuration.truth(Setting.AUTH_REQUIRED)
                ? Optional.of(AuthStore.open(configuration.stateDirectory()))
                : Optional.empty();
        AuthenticationProvider provider = store.<AuthenticationProvider>map(known -> new BearerTokenProvider(known.tokens())).orElseGet(LocalOnlyProvider::new);
        List<Readiness> readiness = new ArrayList<>();
        features.contributions().forEach(contribution -> readiness.add(new Readiness(contribution.name(), contribution::ready)));
        McpHttpServer http = McpHttpServer.create(configuration.httpSettings(), features.server(), Authentication.by(provider), readiness,
                FurtherRoutes.NONE);
        Origin origin = new Origin(configuration, store, http);
        try {
            http.start();
        } catch (RuntimeException e) {
            store.ifPresent(AuthStore::close);
            throw e;
        }
        origin.announce();
        return origin;
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.stop();
        store.ifPresent(AuthStore::close);
    }

    private void announce() {
        String host = configuration.text(Setting.HOST);
        LOG.info("Sigil MCP {} listens on http://{}:{}/mcp and serves {}.", Version.current(), host, port(),
                configuration.repositories().keySet().stream().sorted().collect(Collectors.joining(", ")));
        configuration.publicUrl().ifPresent(url -> LOG.info("Clients reach it at {}/mcp.", url));
        if (configuration.texts(Setting.ALLOWED_HOSTS).contains("*")) {
            LOG.warn("server.allowed_hosts contains \"*\": requests under any name are answered, so a page in your browser could reach this"
                    + " server by a rebound name. List the names instead; that of server.public_url is always allowed.");
        }
        if (store.isEmpty()) {
            LOG.warn("auth.required is false: every program on this machine can read what is served. Requests that carry the headers"
                    + " of a tunnel or proxy are refused; a proxy that adds none cannot be told from a program.");
        }
        store.flatMap(known -> FirstSteps.of(configuration, known)).ifPresent(LOG::warn);
    }
}
