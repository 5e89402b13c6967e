package sigil.mcp.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sigil-mcp serve}. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false, description = "Serve repositories over MCP.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp serve --repo ~/src/project",
            "  sigil-mcp serve --repo app=~/src/app --repo ~/src/lib",
            "  sigil-mcp serve --repo . --public-url https://mcp.example.com",
            "  sigil-mcp serve --config /etc/sigil-mcp/config.json"
        })
final class ServeCommand implements Callable<Integer> {
    /** A server that was told to stop before it listened is given this long to come so far. */
    private static final Duration STARTS_IN = Duration.ofSeconds(10);

    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (server.host, 127.0.0.1).")
    private String host;
    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (server.port, 8000); 0 takes any free one.")
    private String port;
    @Option(names = "--public-url", paramLabel = "URL", description = "The https origin that the tunnel gives this server.")
    private String publicUrl;
    @Option(names = "--no-auth", description = "Ask for no token. Only on loopback and without a public URL; requests with the headers of a"
            + " tunnel or proxy are refused.")
    private boolean noAuth;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = configuration();
        LogLevel.set(configuration.text(Setting.LOG_LEVEL));
        CompletableFuture<Origin> starting = new CompletableFuture<>();
        CompletableFuture<Supervision> supervising = new CompletableFuture<>();
        CountDownLatch stopped = new CountDownLatch(1);
        // before the first answer, since whoever waited for that may stop the server at once
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            supervising.thenAccept(Supervision::close);
            stop(starting, stopped);
        }));
        Origin origin;
        try {
            origin = Origin.start(configuration);
            starting.complete(origin);
        } finally {
            // where it did not start there is nothing to stop
            starting.cancel(false);
        }
        try (ConfigurationWatch watch = ConfigurationWatch.start(options, configuration, origin::reconfigure)) {
            supervising.complete(Supervision.start(System.getenv(), configuration.text(Setting.HOST), origin.port(), watch::now));
            stopped.await();
        }
        return 0;
    }

    private static void stop(CompletableFuture<Origin> starting, CountDownLatch stopped) {
        if (starting.isCancelled()) {
            return;
        }
        LogManager.getLogger("sigil").info("Stopping: running calls may finish.");
        try {
            starting.get(STARTS_IN.toSeconds(), TimeUnit.SECONDS).close();
        } catch (CancellationException | ExecutionException | TimeoutException e) {
            // it never came to listen
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LogManager.getLogger("sigil").info("Stopped.");
        LogManager.shutdown();
        stopped.countDown();
    }

    private Configuration configuration() {
        flag(Setting.HOST, host);
        flag(Setting.PORT, port);
        flag(Setting.PUBLIC_URL, publicUrl);
        if (noAuth) {
            options.set(Setting.AUTH_REQUIRED, "false");
        }
        return options.load();
    }

    private void flag(Setting setting, String value) {
        if (value != null) {
            options.set(setting, value);
        }
    }
}
