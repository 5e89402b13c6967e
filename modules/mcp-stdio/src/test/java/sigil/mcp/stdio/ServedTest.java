package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import sigil.mcp.contract.ContractTools;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.ServerLimits;

/** A server on pipes with the tools of the contract, for one test. */
abstract class ServedTest {
    private final Changes changes = new Changes();
    final ContractTools tools = new ContractTools(changes);
    final McpServer mcp = McpServer.create(new Implementation("test", "Test", "1"), List.of(tools), changes, ServerLimits.DEFAULTS);
    RunningServer server;

    @AfterEach
    void close() {
        server.close();
    }

    void serve() throws IOException {
        serve(StdioLimits.DEFAULTS);
    }

    void serve(StdioLimits limits) throws IOException {
        server = RunningServer.start(mcp, limits);
    }

    static StdioLimits limits(int maxLineBytes, int maxConcurrentCalls, int maxSubscriptions, int maxQueuedBytes, Duration callTimeout,
                              Duration shutdownGrace) {
        return new StdioLimits(maxLineBytes, 64, maxConcurrentCalls, maxSubscriptions, maxQueuedBytes, callTimeout, shutdownGrace);
    }

    static StdioLimits grace(Duration grace) {
        return limits(1 << 20, 64, 64, 1 << 20, Duration.ofSeconds(45), grace);
    }

    /** Waits for what a tool tells a test. */
    static void await(Semaphore told, int times) throws InterruptedException {
        assertThat("told in time", told.tryAcquire(times, RunningServer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS), is(true));
    }
}
