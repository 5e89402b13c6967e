package sigil.mcp.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
        Origin origin = Origin.start(configuration);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            LogManager.getLogger("sigil").info("Stopping: running calls may finish.");
            origin.close();
            LogManager.getLogger("sigil").info("Stopped.");
            LogManager.shutdown();
            stopped.countDown();
        }));
        stopped.await();
        return 0;
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
