package sigil.mcp.app;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;

/** {@code sigil-mcp client remove}. */
@Command(name = "remove", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Remove a client with everything that was granted to it. A running server refuses it from the next request on.",
        footerHeading = "%nExample:%n", footer = "  sigil-mcp client remove client-VBFVaMnHyiUVWrDDrOgZ8w")
final class ClientRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Parameters(paramLabel = "ID", description = "As `client list` shows it.")
    private String id;

    @Override
    public Integer call() {
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            long grants = store.grants().list().stream().filter(grant -> grant.clientId().equals(id) && grant.live(Instant.now())).count();
            if (!store.clients().remove(id)) {
                return ClientCommand.unknown(spec, id);
            }
            spec.commandLine().getOut().println("Removed " + Printable.of(id) + ", and with it " + Output.count(grants, "grant") + ".");
            return 0;
        }
    }
}
