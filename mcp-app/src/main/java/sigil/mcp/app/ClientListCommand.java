package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Client;
import sigil.mcp.auth.Grant;
import sigil.mcp.core.JsonCodec;

/** {@code sigil-mcp client list}. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "List the clients that are known; never their secrets.",
        footerHeading = "%nExample:%n", footer = "  sigil-mcp client list --json")
final class ClientListCommand implements Runnable {
    private static final int LONGEST = 80;

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    @Override
    public void run() {
        List<Client> clients;
        List<Grant> grants;
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            clients = store.clients().list();
            grants = store.grants().list();
        }
        if (json) {
            JsonArrayBuilder array = JsonCodec.array();
            clients.forEach(client -> array.add(object(client).add("grants", count(grants, client)).add("state", state(client))));
            Output.json(spec, array.build());
        } else if (clients.isEmpty()) {
            spec.commandLine().getOut().println(
                    "No clients. Most make themselves known when they are connected; for a GPT: sigil-mcp client add --gpt-action");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("KIND", "NAME", "ID", "CREATED", "GRANTS", "STATE", "MAY RETURN TO"));
            clients.forEach(client -> rows.add(List.of(kind(client), client.metadata().name(), Printable.of(client.id(), LONGEST),
                    Output.time(client.created()), String.valueOf(count(grants, client)), state(client), redirects(client))));
            Output.table(spec, rows);
        }
    }

    /** With the names of RFC 7591. */
    static JsonObjectBuilder object(Client client) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("client_id", client.id())
                .add("kind", kind(client))
                .add("client_name", client.metadata().name())
                .add("redirect_uris", JsonCodec.array(client.metadata().redirectUris()))
                .add("token_endpoint_auth_method", client.metadata().authMethod().wire())
                .add("pkce", client.pkce())
                .add("created", client.created().toString());
        client.expires().ifPresent(moment -> object.add("expires", moment.toString()));
        return object;
    }

    private static String kind(Client client) {
        return client.kind().name().toLowerCase(Locale.ROOT);
    }

    private static long count(List<Grant> grants, Client client) {
        return grants.stream().filter(grant -> grant.clientId().equals(client.id()) && grant.live(Instant.now())).count();
    }

    private static String state(Client client) {
        if (client.metadata().redirectUris().isEmpty() && !client.metadata().devices()) {
            return "needs its callback";
        }
        return client.expires().map(moment -> "until " + Output.time(moment) + ", unless granted").orElse("until removed");
    }

    private static String redirects(Client client) {
        List<String> uris = client.metadata().redirectUris();
        if (uris.isEmpty()) {
            return "-";
        }
        return Printable.of(uris.getFirst(), LONGEST) + (uris.size() == 1 ? "" : " and " + (uris.size() - 1) + " more");
    }
}
