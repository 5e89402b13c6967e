package sigil.mcp.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;
import sigil.mcp.stdio.McpStdioServer;
import sigil.mcp.stdio.StdioLimits;

/** {@code sigil-mcp stdio}: the server for one client, which has started this process and talks to it on its standard streams. */
@Command(name = "stdio", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Serve repositories over MCP to the program that starts this one, on standard input and output.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp stdio --repo ~/src/project",
            "  sigil-mcp stdio --config ~/sigil-mcp.json"
        })
final class StdioCommand implements Callable<Integer> {
    /** Whoever starts a process as its owner may do with it what its owner may. */
    private static final Caller OWNER = new Caller("stdio", Set.of(Scope.WRITE));

    @Mixin
    private ConfigurationOptions options;

    @Override
    public Integer call() throws InterruptedException {
        // before anything else: from now on nobody but the server reaches standard output, and no line of the log holds anything up
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        try (StandardError error = StandardError.use()) {
            System.setOut(new PrintStream(error, true, StandardCharsets.UTF_8));
            serve(out);
        }
        return 0;
    }

    private void serve(FileOutputStream out) throws InterruptedException {
        Configuration configuration = options.load();
        LogLevel.set(configuration.text(Setting.LOG_LEVEL));
        Logger log = LogManager.getLogger("sigil");
        Features features = Features.open(configuration);
        StdioLimits limits = limits(configuration);
        McpStdioServer stdio = McpStdioServer.create(features.server(), OWNER, limits, new FileInputStream(FileDescriptor.in), out);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(stdio, ended, limits.shutdownGrace())));
        log.info("Sigil MCP {} serves {} on standard input and output.", Version.current(),
                configuration.repositories().keySet().stream().sorted().collect(Collectors.joining(", ")));
        try (ConfigurationWatch watch = ConfigurationWatch.start(options, configuration, features::reconfigure)) {
            features.begin();
            stdio.run();
        } finally {
            features.server().stop();
            features.close();
            log.info("Stopped.");
            ended.countDown();
        }
    }

    /** A signal ends it as the end of its input does. */
    private static void stop(McpStdioServer stdio, CountDownLatch ended, Duration grace) {
        stdio.stop();
        try {
            // its last words take no longer
            ended.await(grace.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StdioLimits limits(Configuration configuration) {
        return new StdioLimits(configuration.number(Setting.MAX_BODY), configuration.number(Setting.MAX_DEPTH),
                configuration.number(Setting.MAX_CALLS), configuration.number(Setting.MAX_STREAMS), StdioLimits.DEFAULTS.maxQueuedBytes(),
                Duration.ofSeconds(configuration.number(Setting.CALL_TIMEOUT)),
                Duration.ofSeconds(configuration.number(Setting.SHUTDOWN_GRACE)));
    }
}
