package sigil.mcp.app;

import io.helidon.security.spi.AuthenticationProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.mcp.auth.AccessTokens;
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
    private final Optional<AccessTokens> tokens;
    private final McpHttpServer http;

    private Origin(Configuration configuration, Optional<AccessTokens> tokens, McpHttpServer http) {
        this.configuration = configuration;
        this.tokens = tokens;
        this.http = http;
    }

    /**
     * Starts serving.
     *
     * @throws IllegalStateException if the address cannot be bound
     */
    static Origin start(Configuration configuration) {
        Features features = Features.open(configuration);
        Optional<AccessTokens> tokens = configuration.truth(Setting.AUTH_REQUIRED)
                ? Optional.of(AccessTokens.open(configuration.stateDirectory()))
                : Optional.empty();
        AuthenticationProvider provider = tokens.<AuthenticationProvider>map(BearerTokenProvider::new).orElseGet(LocalOnlyProvider::new);
        List<Readiness> readiness = new ArrayList<>();
        features.contributions().forEach(contribution -> readiness.add(new Readiness(contribution.name(), contribution::ready)));
        McpHttpServer http = McpHttpServer.create(configuration.httpSettings(), features.server(), Authentication.by(provider), readiness,
                FurtherRoutes.NONE);
        Origin origin = new Origin(configuration, tokens, http);
        try {
            http.start();
        } catch (RuntimeException e) {
            tokens.ifPresent(AccessTokens::close);
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
        tokens.ifPresent(AccessTokens::close);
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
        if (tokens.isEmpty()) {
            LOG.warn("auth.required is false: every program on this machine can read what is served. Requests that carry the headers"
                    + " of a tunnel or proxy are refused; a proxy that adds none cannot be told from a program.");
        } else if (tokens.get().list().stream().noneMatch(token -> token.live(java.time.Instant.now()))) {
            LOG.warn("There is no access token yet, so no client can connect. Make one: sigil-mcp token create --name my-client");
        }
    }
}
