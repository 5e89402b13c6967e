package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Principal;
import io.helidon.security.ProviderRequest;
import io.helidon.security.Security;
import io.helidon.security.SecurityResponse;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthenticationProvider;
import io.helidon.webserver.http.HttpRouting;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.Scope;
import sigil.mcp.core.ServerLimits;

/** The transport with test tools and a lock that opens to {@code Bearer good}. */
final class TestServer implements AutoCloseable {
    static final String BEARER = "Authorization: Bearer good\r\n";
    static final HttpLimits QUICK = new HttpLimits(4_096, 2_048, 16, 4, 2, 64, Duration.ofMillis(1_500), Duration.ofMillis(300),
            Duration.ofMillis(300), Duration.ofSeconds(300), Duration.ofMillis(500), Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4));

    /** A path for everybody, and one that any page may read. */
    private static final FurtherRoutes FURTHER = new FurtherRoutes(TestServer::further, Set.of("/open", "/read", "/peer", "/.well-known/known"),
            Set.of("/.well-known/known"));

    private static final ResourceMetadata METADATA = new ResourceMetadata("https://mcp.example.com/about-root", "https://mcp.example.com/about-mcp");

    private static final ActionSettings ACTIONS = new ActionSettings("https://mcp.example.com", List.of(),
            Optional.of(new ActionSettings.OAuth("https://mcp.example.com/authorize", "https://mcp.example.com/token")));

    /** What the box of this server has in its state directory. */
    static final ProbeKey PROBE_KEY = new ProbeKey("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    final TestTools tools = new TestTools();
    final Changes changes = new Changes();
    /** What an observer was told, in order. */
    final List<Answered> answered = new CopyOnWriteArrayList<>();
    private final McpHttpServer server;

    TestServer() {
        this(HttpLimits.DEFAULTS);
    }

    TestServer(HttpLimits limits) {
        this(limits, ServerLimits.DEFAULTS);
    }

    TestServer(HttpLimits limits, ServerLimits serverLimits) {
        server = start(limits, McpServer.create(new Implementation("test", "Test", "1"), List.of(tools.contribution()), changes, serverLimits));
    }

    /** The transport with something else behind it than the test tools. */
    TestServer(HttpLimits limits, McpServer mcp) {
        server = start(limits, mcp);
    }

    private McpHttpServer start(HttpLimits limits, McpServer mcp) {
        Security security = Security.builder().authenticationProvider(new GoodToken()).disableTracing().build();
        McpHttpServer server = McpHttpServer.create(new HttpSettings("127.0.0.1", 0, Set.of("localhost", "127.0.0.1", "*.example.com"),
                Set.of("https://claude.ai"), limits, Optional.of(METADATA), Optional.of(ACTIONS), Optional.of(PROBE_KEY)), mcp, security,
                List.of(new Readiness("test", () -> true)), FURTHER, new Observer() {
                    @Override
                    public void answered(Answered request) {
                        answered.add(request);
                    }

                    @Override
                    public JsonObject status() {
                        return JsonCodec.object().add("well", true).build();
                    }
                });
        server.start();
        return server;
    }

    private static void further(HttpRouting.Builder routing) {
        routing.any("/open", (request, response) -> response.send("open"));
        routing.post("/read", (request, response) -> response.send(request.content().as(byte[].class)));
        routing.get("/peer", (request, response) -> response.send(PeerAddress.of(request)));
        routing.any("/.well-known/known", (request, response) -> response.send("known"));
        routing.get("/moved", (request, response) -> response.status(Status.MOVED_PERMANENTLY_301)
                .header(HeaderNames.LOCATION, "/mcp")
                .send());
        routing.get("/empty", (request, response) -> response.status(Status.NO_CONTENT_204).send());
        routing.get("/thrown", (request, response) -> {
            throw new IllegalStateException("secret detail");
        });
        routing.get("/headstrong", (request, response) -> response.header(HeaderNames.CACHE_CONTROL, "public, max-age=60")
                .header("X-Accel-Buffering", "yes")
                .send("mine"));
    }

    int port() {
        return server.port();
    }

    McpHttpServer http() {
        return server;
    }

    RawHttp.Response request(String line, String headers, String body) {
        return RawHttp.once(port(), message(line, headers, body));
    }

    /** A legacy call of a tool, without a session. */
    RawHttp.Response call(String tool, String arguments) {
        return request("POST /mcp", BEARER + "MCP-Protocol-Version: 2025-11-25\r\n", callBody(tool, arguments));
    }

    static String callBody(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments
                + ",\"_meta\":{\"progressToken\":\"t\"}}}";
    }

    static String message(String line, String headers, String body) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                + "Content-Length: " + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    @Override
    public void close() {
        tools.release.countDown();
        server.stop();
    }

    private static final class GoodToken implements AuthenticationProvider {
        @Override
        public AuthenticationResponse authenticate(ProviderRequest request) {
            List<String> header = request.env().headers().getOrDefault("Authorization", List.of());
            if (header.equals(List.of("Bearer other"))) {
                return success("other", Set.of(Scope.READ));
            }
            if (header.equals(List.of("Bearer scopeless"))) {
                return success("scopeless", Set.of());
            }
            if (header.equals(List.of("Bearer good"))) {
                return success("tester", Set.of(Scope.READ));
            }
            return AuthenticationResponse.builder()
                    .status(SecurityResponse.SecurityStatus.FAILURE)
                    .statusCode(401)
                    .responseHeader("WWW-Authenticate", "Bearer realm=\"test\"")
                    .description("An access token is needed.")
                    .build();
        }

        private static AuthenticationResponse success(String name, Set<Scope> scopes) {
            return AuthenticationResponse.success(Subject.builder()
                    .principal(Principal.create(name))
                    .addPublicCredential(Caller.class, new Caller(name, scopes))
                    .build());
        }
    }
}
