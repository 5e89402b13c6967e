package sigil.mcp.app;

import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sigil-mcp client}. */
@Command(name = "client", mixinStandardHelpOptions = true,
        description = "The clients of the authorization server. Most make themselves known; those that cannot, such as the Action of a GPT, are"
                + " made here.",
        subcommands = {ClientAddCommand.class, ClientListCommand.class, ClientRedirectCommand.class, ClientRemoveCommand.class},
        footerHeading = "%nExamples:%n", footer = {"  sigil-mcp client add --gpt-action", "  sigil-mcp client list"})
final class ClientCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add, list, redirect or remove.");
    }

    /** Schemes beside https and loopback that the server takes in a redirect URI. */
    static Set<String> schemes(Configuration configuration) {
        return Set.copyOf(configuration.texts(Setting.REDIRECT_SCHEMES));
    }

    /** Says that there is no such client, and gives the exit code for that. */
    static int unknown(CommandSpec spec, String id) {
        spec.commandLine().getErr().println("There is no client " + Printable.of(id) + ". `sigil-mcp client list` shows them.");
        return Main.NOT_FOUND;
    }
}
