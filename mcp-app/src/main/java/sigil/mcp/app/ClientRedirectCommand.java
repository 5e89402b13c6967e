package sigil.mcp.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Client;
import sigil.mcp.auth.ClientKind;

/** {@code sigil-mcp client redirect}. */
@Command(name = "redirect", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Add redirect URIs to a client that you made. For the callback of a GPT that on the other host of ChatGPT is added with it.",
        footerHeading = "%nExample:%n",
        footer = "  sigil-mcp client redirect client-VBFVaMnHyiUVWrDDrOgZ8w g-HMNcP6w7d")
final class ClientRedirectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Parameters(index = "0", paramLabel = "ID", description = "As `client list` shows it.")
    private String id;
    @Parameters(index = "1..*", paramLabel = "URI", arity = "1..*", description = "Where its codes may go as well, or the id of a GPT.")
    private List<String> uris;

    @Override
    public Integer call() {
        Configuration configuration = options.load();
        try (AuthStore store = AuthStore.open(configuration.stateDirectory())) {
            Optional<Client> known = store.clients().find(id);
            if (known.filter(client -> client.kind() != ClientKind.OWNED).isPresent()) {
                throw new ParameterException(spec.commandLine(), "That client says by itself where its codes go; only one that you made can be changed.");
            }
            Optional<Client> changed = store.clients().redirect(id, uris, ClientCommand.schemes(configuration));
            if (changed.isEmpty()) {
                return ClientCommand.unknown(spec, id);
            }
            spec.commandLine().getOut().println("\"" + changed.get().metadata().name() + "\" may return to:");
            changed.get().metadata().redirectUris().forEach(uri -> spec.commandLine().getOut().println("  " + uri));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
