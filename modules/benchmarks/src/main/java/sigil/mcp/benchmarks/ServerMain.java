package sigil.mcp.benchmarks;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Principal;
import io.helidon.security.ProviderRequest;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthenticationProvider;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import sigil.mcp.auth.AccessTokens;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Authentication;
import sigil.mcp.auth.BearerTokenProvider;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Classifier;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.FeatureContext;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.McpFeature;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.MessageHeaders;
import sigil.mcp.core.Outlet;
import sigil.mcp.core.Peer;
import sigil.mcp.core.Reply;
import sigil.mcp.core.Scope;
import sigil.mcp.core.ServerLimits;
import sigil.mcp.core.Session;
import sigil.mcp.http.FurtherRoutes;
import sigil.mcp.http.HttpLimits;
import sigil.mcp.http.HttpSettings;
import sigil.mcp.http.McpHttpServer;

/** A server under load, in a process of its own: says its port in a file, and ends with its standard input. */
public final class ServerMain {
    private static final Caller LOAD = new Caller("load", Set.of(Scope.READ));
    private static final BooleanSupplier FOR_EVER = () -> true;

    private ServerMain() {
    }

    /**
     * Starts a server.
     *
     * @param arguments the variant and an empty directory
     * @throws Exception if it cannot start
     */
    public static void main(String[] arguments) throws Exception {
        Variant variant = Variant.valueOf(arguments[0]);
        Path directory = Path.of(arguments[1]);
        McpServer mcp = mcp(directory);
        switch (variant) {
            case BARE -> say(directory, new BareServer(results(mcp)).start().port(), "none");
            case PROTOCOL -> {
                Configurator.setLevel("sigil.access", Level.OFF);
                serve(directory, mcp, ServerMain::believe, "none");
            }
            case LOGGED -> serve(directory, mcp, ServerMain::believe, "none");
            case COMPLETE -> {
                AccessTokens tokens = AuthStore.open(directory.resolve("state")).tokens();
                serve(directory, mcp, new BearerTokenProvider(tokens), tokens.create("load", Scope.READ, Optional.empty()).text().reveal());
            }
        }
        // an orphan would go on for ever
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void serve(Path directory, McpServer mcp, AuthenticationProvider provider, String token) throws IOException {
        HttpLimits limits = HttpLimits.DEFAULTS;
        McpHttpServer server = McpHttpServer.create(new HttpSettings("127.0.0.1", 0, Set.of("127.0.0.1"), Set.of(), limits), mcp,
                Authentication.by(provider), List.of(), FurtherRoutes.NONE);
        server.start();
        say(directory, server.port(), token);
    }

    private static AuthenticationResponse believe(ProviderRequest request) {
        return AuthenticationResponse.success(Subject.builder()
                .principal(Principal.create(LOAD.name()))
                .addPublicCredential(Caller.class, LOAD)
                .addPublicCredential(BooleanSupplier.class, FOR_EVER)
                .build());
    }

    private static McpServer mcp(Path directory) throws IOException {
        Path repository = Files.createDirectories(directory.resolve("repository"));
        FeatureContext context = new FeatureContext(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("load", JsonCodec.object().add("path", repository.toString()))).build(), "1", new Changes());
        List<Contribution> contributions = new ArrayList<>();
        ServiceLoader.load(McpFeature.class).forEach(feature -> contributions.add(feature.open(context)));
        contributions.add(Ticks.contribution());
        return McpServer.create(new Implementation("load", "Load", "1"), contributions, context.changes(), ServerLimits.DEFAULTS);
    }

    /** What MCP answers, so that the bare handler answers the same bytes. */
    private static Map<String, JsonObject> results(McpServer mcp) throws InterruptedException, MalformedJsonException {
        Map<String, JsonObject> results = new HashMap<>();
        for (Era era : Era.values()) {
            var body = new JsonInput(64).read(era.body().getBytes(StandardCharsets.US_ASCII));
            // without its revision a message of the legacy era is taken for one of 2025-03-26, whose answers are shorter
            var headers = new MessageHeaders(false, Optional.of(era.version()), Optional.empty(), Optional.empty(), name -> List.of());
            results.put(era.version(), switch (mcp.answer(Classifier.classify(body, headers), new Peer(LOAD, new Nowhere()))) {
                case Reply.Result result -> result.result();
                case Reply other -> throw new IllegalStateException("Not a result: " + other);
            });
        }
        return results;
    }

    private static void say(Path directory, int port, String token) throws IOException {
        Path file = Files.writeString(directory.resolve("said"), port + " " + token);
        Files.move(file, directory.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** An outlet of a call that sends nothing. */
    private static final class Nowhere implements Outlet {
        private final Cancellation cancellation = new Cancellation();

        @Override
        public boolean send(JsonObject message) {
            throw new IllegalStateException("ping sends nothing");
        }

        @Override
        public Cancellation cancellation() {
            return cancellation;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public void waiting(Duration longest) {
            throw new IllegalStateException("ping asks nothing");
        }

        @Override
        public void working() {
            throw new IllegalStateException("ping asks nothing");
        }

        @Override
        public void opened(Session session) {
            throw new IllegalStateException("ping opens nothing");
        }
    }
}
