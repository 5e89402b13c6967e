package sigil.mcp.http;

import io.helidon.security.Security;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import java.util.List;
import java.util.Optional;
import sigil.mcp.core.Caller;
import sigil.mcp.core.McpServer;

/** An MCP server on a socket. */
public final class McpHttpServer {
    private static final int MAX_REQUEST_LINE = 16 << 10;

    private final WebServer webServer;
    private final McpServer mcp;
    private final CallClock clock;
    private final TimedConnections connections;
    private final HttpSettings settings;
    private final OpenStreams streams = new OpenStreams();

    private McpHttpServer(HttpSettings settings, McpServer server, Security security, List<Readiness> readiness,
                          FurtherRoutes further, Observer observer) {
        this.settings = settings;
        HttpLimits limits = settings.limits();
        this.mcp = server;
        this.clock = new CallClock(server);
        AccessLog log = new AccessLog(new RouteNames(further), streams, observer);
        Places places = Places.of(limits);
        ScopeChallenges challenges = new ScopeChallenges(settings.metadata());
        EventStreams events = new EventStreams(limits.maxReplayBytes());
        ProbeBook probes = new ProbeBook();
        Optional<Actions> actions = settings.actions().map(chosen -> new Actions(server, chosen));
        PublicRoutes publicRoutes = new PublicRoutes(further, actions.isPresent());
        Routes routes = new Routes(new FrontPage(settings.actions().map(ActionSettings::server).orElse("")),
                new McpEndpoint(server, limits, clock, places, events, challenges),
                new SessionEndpoint(server, limits, clock, places.streams(), events), new Health(readiness),
                new Links(server, places.calls(), challenges), actions.map(offered -> new ActionRoutes(offered.document(),
                        new ActionEndpoint(offered, limits, clock, places, new Answering(server, clock), challenges))), new ProbeRoutes(probes, observer), further);
        this.connections = new TimedConnections(Http1Config.builder()
                .maxHeadersSize(limits.maxHeaderBytes())
                // an authorization request is a line of its own, with the state of its client
                .maxPrologueLength(MAX_REQUEST_LINE)
                .addSendListener(RequestClock.sent(new BufferingHeaders()))
                .addReceiveListener(Connection.listener())
                .receiveLog(false)
                .sendLog(false)
                .build(), limits.requestSilence(), limits.requestTimeout());
        this.webServer = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .featuresDiscoverServices(false)
                // HTTP/1.1 is what tunnels speak to an origin
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                // Nagle's algorithm and the peer's delayed ACK cost 44 ms for every answer of two writes
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxPayloadSize(limits.maxBodyBytes())
                .maxTcpConnections(limits.maxConnections())
                .idleConnectionTimeout(limits.idleTimeout())
                // for BareErrors, which needs to know and does not repeat what Helidon says
                .errorHandling(errors -> errors.includeEntity(true))
                .directHandlers(new BareErrors(log).handlers())
                // the composition decides what ends first
                .shutdownHook(false)
                .routing(routing -> {
                    routing.addFilter(new ConnectionRest(limits.idleTimeout()))
                            .addFilter(log);
                    settings.probeKey().ifPresent(key -> routing.addFilter(new ProbeWitness(key, probes)));
                    routing.addFilter(new FramingGuard())
                            .addFilter(new EdgeGuard(new HostRules(settings.allowedHosts(), settings.allowedOrigins()), publicRoutes))
                            .addFilter(new CrossOrigin(publicRoutes))
                            .addFilter(new SecurityGate(security, publicRoutes))
                            .addFilter(McpHttpServer::unhurried);
                    routes.register(routing);
                })
                .build();
    }

    /** Whoever the gate knows may take his time for the body. */
    private static void unhurried(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.context().get(Caller.class).isPresent()) {
            Connection.current().clock().trust();
        }
        chain.proceed();
    }

    /**
     * Creates a server that does not listen yet.
     *
     * @param settings  where it listens and whom it answers
     * @param server    what it answers
     * @param security  whom it believes; its subjects carry a {@code Caller} as a public credential
     * @param readiness the parts that must work
     * @param further   further routes, behind the gate as far as they do not say otherwise
     * @return the server
     * @throws IllegalArgumentException if a tool is to be an action that does not exist, or there are too many; the message says which
     */
    public static McpHttpServer create(HttpSettings settings, McpServer server, Security security, List<Readiness> readiness,
                                       FurtherRoutes further) {
        return create(settings, server, security, readiness, further, Observer.NONE);
    }

    /**
     * Creates a server that does not listen yet and that somebody looks at.
     *
     * @param settings  where it listens and whom it answers
     * @param server    what it answers
     * @param security  whom it believes; its subjects carry a {@code Caller} as a public credential
     * @param readiness the parts that must work
     * @param further   further routes, behind the gate as far as they do not say otherwise
     * @param observer  told of every request
     * @return the server
     * @throws IllegalArgumentException if a tool is to be an action that does not exist, or there are too many; the message says which
     */
    public static McpHttpServer create(HttpSettings settings, McpServer server, Security security, List<Readiness> readiness,
                                       FurtherRoutes further, Observer observer) {
        return new McpHttpServer(settings, server, security, readiness, further, observer);
    }

    /**
     * Binds and listens.
     *
     * @throws IllegalStateException if the address cannot be bound; the message says which
     */
    public void start() {
        webServer.start();
        if (!webServer.isRunning()) {
            // Helidon only logs this
            throw new IllegalStateException("Cannot listen on " + settings.host() + ":" + settings.port()
                    + ". Is another program using the port? Choose another with --port or server.port.");
        }
    }

    /**
     * The port that it listens on.
     *
     * @return the port, chosen by the system where 0 was configured
     */
    public int port() {
        return webServer.port();
    }

    /**
     * The streams that are open at the moment.
     *
     * @return always the same object
     */
    public OpenStreams streams() {
        return streams;
    }

    /** Stops gracefully: new calls are refused, running ones may finish within the configured grace and are then ended with an answer. */
    public void stop() {
        try {
            clock.drain(settings.limits().shutdownGrace());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        webServer.stop();
        mcp.stop();
        clock.close();
        connections.close();
    }
}
