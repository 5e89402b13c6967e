package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A second listener, on loopback alone, for whoever fetches figures: {@code GET /metrics} and nothing else. It asks for no token, so a page in the owner's browser
 * must not reach it: only the names of this machine are taken in {@code Host}, and no {@code Origin} at all.
 */
public final class MetricsListener implements AutoCloseable {
    /** Where the text is. */
    public static final String PATH = "/metrics";

    private static final String HOST = "127.0.0.1";
    private static final int MOST_CONNECTIONS = 16;
    private static final int MOST_HEADERS = 8 << 10;
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final WebServer webServer;

    private MetricsListener(WebServer webServer) {
        this.webServer = webServer;
    }

    /**
     * Binds and listens on 127.0.0.1.
     *
     * @param port        0 for any free one
     * @param contentType of the text
     * @param text        asked at each request, by its thread
     * @return the listener
     * @throws IllegalStateException if the port cannot be bound
     */
    public static MetricsListener start(int port, String contentType, Supplier<String> text) {
        WebServer webServer = WebServer.builder()
                .host(HOST)
                .port(port)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(Http1ConnectionSelector.builder()
                        .config(Http1Config.builder().maxHeadersSize(MOST_HEADERS).receiveLog(false).sendLog(false).build()).build())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxPayloadSize(0)
                .maxTcpConnections(MOST_CONNECTIONS)
                .idleConnectionTimeout(IDLE)
                .shutdownHook(false)
                .routing(routing -> routing.addFilter(new OwnMachine())
                        .route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.exact(PATH), (request, response) ->
                                response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, contentType)).header(HeaderValues.CACHE_NO_CACHE)
                                        .send(request.prologue().method().equals(Method.HEAD) ? new byte[0] : text.get().getBytes(StandardCharsets.UTF_8)))
                        .any((request, response) -> say(response, Status.NOT_FOUND_404, "The figures are at GET " + PATH + ".")))
                .build();
        webServer.start();
        if (!webServer.isRunning()) {
            // Helidon only logs this
            throw new IllegalStateException("Cannot listen on " + HOST + ":" + port + ": another program, or another server of this kind, has the port.");
        }
        return new MetricsListener(webServer);
    }

    /** @return the port that it listens on */
    public int port() {
        return webServer.port();
    }

    private static void say(ServerResponse response, Status status, String sentence) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_TEXT_PLAIN).send(sentence + "\n");
    }

    /** Keeps pages out, which reach loopback by a name that was rebound to it, or say by {@code Origin} who they are. */
    private static final class OwnMachine implements Filter {
        private final HostRules rules = new HostRules(Set.of("127.0.0.1", "localhost", "[::1]"), Set.of());

        @Override
        public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
            if (!rules.allowsHost(request.headers().first(HeaderNames.HOST).orElse("")) || !rules.allowsTarget(request.prologue().uriPath().rawPath())
                    || request.headers().contains(HeaderNames.ORIGIN)) {
                say(response, Status.FORBIDDEN_403, "This address answers programs of this machine, under its own names.");
            } else {
                chain.proceed();
            }
        }
    }

    @Override
    public void close() {
        webServer.stop();
    }
}
