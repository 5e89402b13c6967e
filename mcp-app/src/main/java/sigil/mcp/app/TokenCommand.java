package sigil.mcp.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sigil-mcp token}. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Make access tokens, and list and revoke what clients hold.",
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
        footerHeading = "%nExample:%n", footer = "  sigil-mcp token create --name chatgpt --expires 90d")
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: create, list or revoke.");
    }
}
