package sigil.mcp.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.mcp.auth.Authentication;
import sigil.mcp.auth.Issuer;
import sigil.mcp.http.HttpSettings;
import sigil.mcp.http.McpHttpServer;
import sigil.mcp.http.Readiness;

/** The composition: the one place where features, transport and authentication meet. */
final class Origin implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger("sigil");

    private final Configuration configuration;
    private final AccessControl access;
    private final McpHttpServer http;

    private Origin(Configuration configuration, AccessControl access, McpHttpServer http) {
        this.configuration = configuration;
        this.access = access;
        this.http = http;
    }

    /**
     * Starts serving.
     *
     * @throws IllegalStateException if the address cannot be bound
     */
    static Origin start(Configuration configuration) {
        Features features = Features.open(configuration);
        List<Readiness> readiness = new ArrayList<>();
        features.contributions().forEach(contribution -> readiness.add(new Readiness(contribution.name(), contribution::ready)));
        HttpSettings settings = listening(configuration.httpSettings());
        AccessControl access = AccessControl.open(configuration, issuer(configuration, settings));
        try {
            McpHttpServer http = McpHttpServer.create(settings, features.server(), Authentication.by(access.provider()), readiness, access.routes());
            http.start();
            Origin origin = new Origin(configuration, access, http);
            origin.announce();
            return origin;
        } catch (RuntimeException e) {
            access.close();
            throw e;
        }
    }

    /** With a port: what a server says of itself has its address in it, so any free port is chosen before it listens. */
    private static HttpSettings listening(HttpSettings settings) {
        if (settings.port() != 0) {
            return settings;
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(settings.host()))) {
            return new HttpSettings(settings.host(), free.getLocalPort(), settings.allowedHosts(), settings.allowedOrigins(), settings.limits());
        } catch (IOException e) {
            throw new IllegalStateException("No free port on " + settings.host() + ": " + e.getMessage(), e);
        }
    }

    /** Where clients reach it: by its public URL or, for those on this machine, by its port. */
    private static Issuer issuer(Configuration configuration, HttpSettings settings) {
        return configuration.publicUrl().map(url -> Issuer.of(url.toString()))
                .orElseGet(() -> Issuer.of("http://127.0.0.1:" + settings.port()));
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.stop();
        access.close();
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
        if (access.store().isEmpty()) {
            LOG.warn("auth.required is false: every program on this machine can read what is served. Requests that carry the headers"
                    + " of a tunnel or proxy are refused; a proxy that adds none cannot be told from a program.");
        } else if (access.store().get().tokens().list().stream().noneMatch(token -> token.live(java.time.Instant.now()))) {
            LOG.warn("There is no access token yet, so no client can connect. Make one: sigil-mcp token create --name my-client");
        }
    }
}
