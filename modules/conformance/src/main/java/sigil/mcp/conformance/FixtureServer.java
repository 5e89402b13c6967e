package sigil.mcp.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import sigil.mcp.auth.Authentication;
import sigil.mcp.auth.LocalOnlyProvider;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.ServerLimits;
import sigil.mcp.http.FurtherRoutes;
import sigil.mcp.http.HttpLimits;
import sigil.mcp.http.HttpSettings;
import sigil.mcp.http.McpHttpServer;

/** The fixtures on a port of this machine, for everybody on it: the suite can send no token. */
public final class FixtureServer implements AutoCloseable {
    /** How long a resumable stream is kept open: what takes minutes in earnest is seen in a second. */
    static final Duration POLL_AFTER = Duration.ofSeconds(1);
    /** How long a silent call stays without a stream. */
    static final Duration STREAM_AFTER = Duration.ofMillis(50);

    private final McpServer mcp;
    private final McpHttpServer http;

    private FixtureServer(McpServer mcp, McpHttpServer http) {
        this.mcp = mcp;
        this.http = http;
    }

    /**
     * Serves until the process is ended, and says on standard output at which port.
     *
     * @param arguments the port, 0 or nothing for any free one
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (FixtureServer server = start(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]))) {
            System.out.println(server.port());
            new CountDownLatch(1).await();
        }
    }

    /**
     * Starts serving on 127.0.0.1, to requests for {@code localhost} or {@code 127.0.0.1}.
     *
     * @param port the port, 0 for any free one
     * @return the running server
     * @throws IllegalStateException if the port is taken
     */
    public static FixtureServer start(int port) {
        McpServer mcp = mcp();
        McpHttpServer http = McpHttpServer.create(new HttpSettings("127.0.0.1", port, Set.of("localhost", "127.0.0.1"), Set.of(), limits()),
                mcp, Authentication.by(new LocalOnlyProvider()), List.of(), FurtherRoutes.NONE);
        http.start();
        return new FixtureServer(mcp, http);
    }

    /** The fixtures without a transport. */
    static McpServer mcp() {
        Changes changes = new Changes();
        return McpServer.create(new Implementation("sigil-mcp-fixture", "Sigil MCP fixture", "1"), List.of(
                ContentTools.contribution(),
                RunningTools.contribution(),
                AskingTools.contribution(),
                RoundTripTools.contribution(),
                SchemaTools.contribution(),
                TaskTools.contribution(),
                new ChangingLists(changes),
                new FixtureResources(changes),
                new FixturePrompts()), changes, ServerLimits.DEFAULTS);
    }

    private static HttpLimits limits() {
        HttpLimits usual = HttpLimits.DEFAULTS;
        return new HttpLimits(usual.maxBodyBytes(), usual.maxHeaderBytes(), usual.maxJsonDepth(), usual.maxConcurrentCalls(),
                usual.maxStreams(), usual.maxConnections(), usual.callTimeout(), STREAM_AFTER, usual.heartbeat(),
                usual.idleTimeout(), Duration.ZERO, POLL_AFTER, usual.maxReplayBytes(), usual.requestSilence(), usual.requestTimeout());
    }

    /**
     * The port that it listens on.
     *
     * @return the port
     */
    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.stop();
        mcp.stop();
    }
}
