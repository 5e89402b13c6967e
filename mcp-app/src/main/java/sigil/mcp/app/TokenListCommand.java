package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AccessToken;
import sigil.mcp.auth.AccessTokens;
import sigil.mcp.core.JsonCodec;

/** {@code sigil-mcp token list}. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "List the access tokens; never their text.",
        footerHeading = "%nExample:%n", footer = "  sigil-mcp token list --json")
final class TokenListCommand implements Runnable {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    @Override
    public void run() {
        List<AccessToken> list;
        try (AccessTokens tokens = AccessTokens.open(options.load().stateDirectory())) {
            list = tokens.list();
        }
        if (json) {
            JsonArrayBuilder array = JsonCodec.array();
            list.forEach(token -> array.add(json(token)));
            Output.json(spec, array.build());
        } else if (list.isEmpty()) {
            spec.commandLine().getOut().println("No tokens. Make one: sigil-mcp token create --name my-client");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("ID", "NAME", "SCOPE", "CREATED", "STATE"));
            list.forEach(token -> rows.add(List.of(String.valueOf(token.id()), token.name(), token.scope().wire(),
                    Output.time(token.created()), state(token))));
            Output.table(spec, rows);
        }
    }

    private static String state(AccessToken token) {
        if (token.revoked().isPresent()) {
            return "revoked " + Output.time(token.revoked().get());
        }
        return token.expires()
                .map(moment -> (token.live(Instant.now()) ? "until " : "expired ") + Output.time(moment))
                .orElse("until revoked");
    }

    private static jakarta.json.JsonObject json(AccessToken token) {
        var object = JsonCodec.object()
                .add("id", token.id())
                .add("name", token.name())
                .add("scope", token.scope().wire())
                .add("created", token.created().toString())
                .add("live", token.live(Instant.now()));
        token.expires().ifPresent(moment -> object.add("expires", moment.toString()));
        token.revoked().ifPresent(moment -> object.add("revoked", moment.toString()));
        return object.build();
    }
}
