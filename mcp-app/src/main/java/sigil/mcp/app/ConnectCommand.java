package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sigil-mcp connect}: the guides of {@code docs/clients}, with the values of this installation. */
@Command(name = "connect", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Print how a client is connected, step by step, with the address of this installation.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp connect chatgpt",
            "  sigil-mcp connect gpt-action --config /etc/sigil-mcp/config.json",
            "  sigil-mcp connect claude-code --repo ~/src/project"
        })
final class ConnectCommand implements Callable<Integer> {
    /** In the order in which they are listed. */
    static final List<String> CLIENTS = List.of("chatgpt", "gpt-action", "claude", "claude-code", "codex", "cursor", "vscode", "inspector", "other");
    /** Those that call from the servers of their makers. */
    private static final Set<String> FROM_ELSEWHERE = Set.of("chatgpt", "gpt-action", "claude");
    private static final String EXAMPLE = "https://mcp.example.com";
    private static final String EXAMPLE_REPOSITORY = "/path/to/repository";
    /** Somebody at a terminal cannot follow it. */
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Parameters(paramLabel = "CLIENT", description = "chatgpt, gpt-action, claude, claude-code, codex, cursor, vscode, inspector or other.")
    private String client;
    @Option(names = "--port", paramLabel = "PORT", description = "Port to which the server listens, where there is no public URL (server.port, 8000).")
    private String port;

    @Override
    public Integer call() {
        if (!CLIENTS.contains(client)) {
            throw new ParameterException(spec.commandLine(), "There is no guide for " + Printable.of(client, 60) + ". There are: "
                    + String.join(", ", CLIENTS) + ".");
        }
        if (port != null) {
            options.set(Setting.PORT, port);
        }
        Configuration configuration = options.load();
        Optional<URI> publicUrl = configuration.publicUrl();
        if (publicUrl.isEmpty() && FROM_ELSEWHERE.contains(client)) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("There is no public URL yet, without which this client cannot reach the server: see docs/tunnel.md, and set server.public_url."
                    + " " + EXAMPLE + " stands for it below.");
            err.flush();
        }
        spec.commandLine().getOut().print(guide(configuration));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String guide(Configuration configuration) {
        String text = LINK.matcher(read(client)).replaceAll("$1");
        if (configuration.publicUrl().isPresent() || !FROM_ELSEWHERE.contains(client)) {
            text = text.replace(EXAMPLE, configuration.issuer(configuration.number(Setting.PORT)).value());
        }
        Optional<String> repository = configuration.repositories().entrySet().stream().findFirst().map(Map.Entry::getValue)
                .map(setting -> setting.path().toString());
        return repository.isPresent() ? text.replace(EXAMPLE_REPOSITORY, Printable.of(repository.get())) : text;
    }

    static String read(String client) {
        try (InputStream in = ConnectCommand.class.getResourceAsStream(client + ".md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
