package sigil.mcp.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sigil-mcp tunnel}. */
@Command(name = "tunnel", mixinStandardHelpOptions = true, description = "Set up the way from the internet to this server, and check it.",
        subcommands = {TunnelInitCommand.class, TunnelCheckCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  sigil-mcp tunnel init --hostname mcp.example.com", "  sigil-mcp tunnel check"})
final class TunnelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: init or check.");
    }
}
