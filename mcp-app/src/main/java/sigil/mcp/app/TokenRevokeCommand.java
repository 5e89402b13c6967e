package sigil.mcp.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AccessTokens;

/** {@code sigil-mcp token revoke}. */
@Command(name = "revoke", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Revoke an access token. A running server refuses it from the next request on.",
        footerHeading = "%nExamples:%n", footer = {"  sigil-mcp token revoke chatgpt", "  sigil-mcp token revoke 3"})
final class TokenRevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Parameters(paramLabel = "NAME|ID", description = "As `token list` shows it.")
    private String which;

    @Override
    public Integer call() {
        try (AccessTokens tokens = AccessTokens.open(options.load().stateDirectory())) {
            boolean revoked = tokens.revoke(which) || which.matches("[0-9]{1,18}") && tokens.revoke(Long.parseLong(which));
            if (revoked) {
                spec.commandLine().getOut().println("Revoked " + which + ".");
                return 0;
            }
        }
        spec.commandLine().getErr().println("There is no live token " + which + ". `sigil-mcp token list` shows them.");
        return Main.NOT_FOUND;
    }
}
