package sigil.mcp.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;

/** {@code sigil-mcp token revoke}. */
@Command(name = "revoke", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Revoke an access token, or what was granted to a client. A running server refuses it from the next request on.",
        footerHeading = "%nExamples:%n",
        footer = {"  sigil-mcp token revoke script", "  sigil-mcp token revoke 3", "  sigil-mcp token revoke grant 12"})
final class TokenRevokeCommand implements Callable<Integer> {
    /** The word before the number of a grant. A token may be called so: it is then named by that word alone. */
    private static final String GRANT = "grant";

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Parameters(paramLabel = "NAME|ID|grant ID", arity = "1..2", description = "As `token list` shows it.")
    private List<String> which;

    @Override
    public Integer call() {
        boolean grant = which.size() == 2;
        if (grant && !(which.getFirst().equals(GRANT) && isNumber(which.getLast()))) {
            throw new ParameterException(spec.commandLine(), "Name one token by its name or its number, or a grant as \"grant 12\".");
        }
        String named = String.join(" ", which);
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            boolean revoked = grant ? store.grants().revoke(Long.parseLong(which.getLast()))
                    : store.tokens().revoke(named) || isNumber(named) && store.tokens().revoke(Long.parseLong(named));
            if (revoked) {
                spec.commandLine().getOut().println("Revoked " + named + ".");
                return 0;
            }
        }
        spec.commandLine().getErr().println("There is no live " + (grant ? "" : "token ") + named + ". `sigil-mcp token list` shows them.");
        return Main.NOT_FOUND;
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,18}");
    }
}
