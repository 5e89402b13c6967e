package sigil.mcp.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.AuthStoreException;
import sigil.mcp.auth.Authentication;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.SecuritySchemes;
import sigil.mcp.http.HttpSettings;
import sigil.mcp.http.McpHttpServer;
import sigil.mcp.http.MetricsListener;
import sigil.mcp.http.ProbeKey;
import sigil.mcp.http.Readiness;
import sigil.metrics.OpenMetrics;

/** The composition: the one place where features, transport and authentication meet. */
final class Origin implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger("sigil");

    private final Configuration configuration;
    private final Features features;
    private final FrontDoor door;
    private final McpHttpServer http;
    private final Figures figures;
    private Optional<MetricsListener> listener = Optional.empty();

    private Origin(Configuration configuration, Features features, FrontDoor door, McpHttpServer http, Figures figures) {
        this.configuration = configuration;
        this.features = features;
        this.door = door;
        this.http = http;
        this.figures = figures;
        figures.watch(http);
        door.keys().ifPresent(keys -> figures.grants(() -> grants(keys.store())));
    }

    private static OptionalLong grants(AuthStore store) {
        try {
            Instant now = Instant.now();
            return OptionalLong.of(store.grants().list().stream().filter(grant -> grant.live(now)).count());
        } catch (AuthStoreException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Starts serving.
     *
     * @throws IllegalStateException  if the address cannot be bound
     * @throws ConfigurationException if a tool is to be an action that does not exist
     */
    static Origin start(Configuration configuration) {
        HttpSettings settings = configuration.httpSettings();
        int port = settings.port() == 0 ? free(settings.host()) : settings.port();
        Features features = Features.open(configuration,
                configuration.truth(Setting.AUTH_REQUIRED) ? SecuritySchemes.OAUTH2 : SecuritySchemes.NONE, port);
        List<Readiness> readiness = features.contributions().stream()
                .map(contribution -> new Readiness(contribution.name(), contribution::ready))
                .toList();
        Figures figures = new Figures(features);
        FrontDoor door = FrontDoor.of(configuration, port, figures::refused);
        HttpSettings complete = new HttpSettings(settings.host(), port, settings.allowedHosts(), settings.allowedOrigins(), settings.limits(),
                door.metadata(), Optional.of(configuration.actions(port)), probeKey(configuration));
        Origin origin;
        try {
            origin = new Origin(configuration, features, door, transport(complete, features, door, readiness, figures), figures);
            features.begin();
            origin.http.start();
        } catch (RuntimeException e) {
            features.close();
            door.close();
            throw e;
        }
        origin.announce();
        origin.listen();
        return origin;
    }

    private static McpHttpServer transport(HttpSettings settings, Features features, FrontDoor door, List<Readiness> readiness,
                                           Figures figures) {
        try {
            return McpHttpServer.create(settings, features.server(), Authentication.by(door.provider()), readiness, door.routes(), figures);
        } catch (IllegalArgumentException e) {
            // which tools there are is known only now
            throw new ConfigurationException(List.of(e.getMessage()));
        }
    }

    /** By which {@code doctor} is known; a server that cannot keep one serves all the same. */
    private static Optional<ProbeKey> probeKey(Configuration configuration) {
        try {
            return Optional.of(new ProbeKey(ProbeKeyFile.in(configuration.stateDirectory()).open()));
        } catch (IOException e) {
            LOG.warn("The doctor cannot ask this server: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Where any port will do, one that is free now: links to this server have it in them, so it is known before anything is served. */
    private static int free(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            // whoever binds this address in earnest meets the same fault and reports it
            return 0;
        }
    }

    /** Takes over from a newer configuration what can be taken over while the server runs. */
    void reconfigure(Configuration newer) {
        features.reconfigure(newer);
    }

    /** Figures that nobody can fetch are no reason not to serve. */
    private void listen() {
        if (!configuration.truth(Setting.METRICS_ENABLED)) {
            return;
        }
        try {
            MetricsListener opened = MetricsListener.start(configuration.number(Setting.METRICS_PORT), OpenMetrics.CONTENT_TYPE, figures::openMetrics);
            listener = Optional.of(opened);
            String url = "http://127.0.0.1:" + opened.port() + MetricsListener.PATH;
            figures.listener(JsonCodec.object().add("enabled", true).add("url", url).build());
            LOG.info("Figures for Prometheus are at {}.", url);
        } catch (IllegalStateException e) {
            figures.listener(JsonCodec.object().add("enabled", true).add("problem", e.getMessage()).build());
            LOG.warn("There are no figures for Prometheus: {} Choose another with metrics.port.", e.getMessage());
        }
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        listener.ifPresent(MetricsListener::close);
        http.stop();
        features.close();
        door.close();
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
        if (door.keys().isEmpty()) {
            LOG.warn("auth.required is false: every program on this machine can read what is served. Requests that carry the headers"
                    + " of a tunnel or proxy are refused; a proxy that adds none cannot be told from a program.");
        }
        door.keys().flatMap(keys -> FirstSteps.of(configuration, keys.store())).ifPresent(LOG::warn);
    }
}
