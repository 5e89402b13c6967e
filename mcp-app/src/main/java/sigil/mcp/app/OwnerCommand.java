package sigil.mcp.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sigil-mcp owner}. */
@Command(name = "owner", mixinStandardHelpOptions = true, description = "How you prove on the pages of this server that it is you.",
        subcommands = OwnerSetPassphraseCommand.class,
        footerHeading = "%nExample:%n", footer = "  sigil-mcp owner set-passphrase")
final class OwnerCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: set-passphrase.");
    }
}
