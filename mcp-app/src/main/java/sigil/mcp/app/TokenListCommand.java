package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AccessToken;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Grant;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Scope;

/** {@code sigil-mcp token list}: the tokens that the owner made, and the grants that stand for those which clients fetch for themselves. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
        description = "List the access tokens and what was granted to clients; never the text of a token.",
        footerHeading = "%nExample:%n", footer = "  sigil-mcp token list --json")
final class TokenListCommand implements Runnable {
    private static final String NONE = "-";

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    @Override
    public void run() {
        List<AccessToken> tokens;
        List<Grant> grants;
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            tokens = store.tokens().list();
            grants = store.grants().list();
        }
        if (json) {
            JsonArrayBuilder array = JsonCodec.array();
            tokens.forEach(token -> array.add(json(token)));
            grants.forEach(grant -> array.add(json(grant)));
            Output.json(spec, array.build());
        } else if (tokens.isEmpty() && grants.isEmpty()) {
            spec.commandLine().getOut().println("No tokens. Make one: sigil-mcp token create --name my-client");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("ID", "NAME", "SCOPE", "MEMBER", "CREATED", "USED", "STATE"));
            tokens.forEach(token -> rows.add(List.of(String.valueOf(token.id()), token.name(), token.scope().wire(), NONE,
                    Output.time(token.created()), NONE, state(token))));
            grants.forEach(grant -> rows.add(List.of("grant " + grant.id(), grant.clientName(), scope(grant), grant.member(),
                    Output.time(grant.created()), grant.used().map(Output::time).orElse(NONE), state(grant))));
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

    private static String state(Grant grant) {
        return grant.revoked().map(moment -> "revoked " + Output.time(moment) + grant.reason().map(reason -> ": " + reason).orElse(""))
                .orElse(grant.live(Instant.now()) ? "until revoked" : "its client stayed away");
    }

    private static String scope(Grant grant) {
        return grant.scopes().stream().sorted().map(Scope::wire).collect(Collectors.joining(" "));
    }

    private static JsonObject json(AccessToken token) {
        var object = JsonCodec.object()
                .add("kind", "token")
                .add("id", token.id())
                .add("name", token.name())
                .add("scope", token.scope().wire())
                .add("created", token.created().toString())
                .add("live", token.live(Instant.now()));
        token.expires().ifPresent(moment -> object.add("expires", moment.toString()));
        token.revoked().ifPresent(moment -> object.add("revoked", moment.toString()));
        return object.build();
    }

    private static JsonObject json(Grant grant) {
        var object = JsonCodec.object()
                .add("kind", "grant")
                .add("id", grant.id())
                .add("name", grant.clientName())
                .add("client_id", grant.clientId())
                .add("member", grant.member())
                .add("scope", scope(grant))
                .add("created", grant.created().toString())
                .add("live", grant.live(Instant.now()));
        grant.used().ifPresent(moment -> object.add("used", moment.toString()));
        grant.revoked().ifPresent(moment -> object.add("revoked", moment.toString()));
        grant.reason().ifPresent(reason -> object.add("reason", reason));
        return object.build();
    }
}
