package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuditTrail;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.core.JsonCodec;

/** {@code sigil-mcp audit}. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Show what was granted, used, refused and revoked, the newest first.",
        footerHeading = "%nExamples:%n", footer = {"  sigil-mcp audit", "  sigil-mcp audit --last 1000 --json"})
final class AuditCommand implements Runnable {
    private static final int LONGEST = 200;

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--last", paramLabel = "N", defaultValue = "50", description = "How many at most (${DEFAULT-VALUE}).")
    private int last;
    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    @Override
    public void run() {
        if (last < 1) {
            throw new ParameterException(spec.commandLine(), "--last is a number from 1 on, not " + last + ".");
        }
        List<AuditTrail.Event> events;
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            events = store.audit().latest(last);
        }
        if (json) {
            JsonArrayBuilder array = JsonCodec.array();
            events.forEach(event -> array.add(object(event)));
            Output.json(spec, array.build());
        } else if (events.isEmpty()) {
            spec.commandLine().getOut().println("Nothing has happened yet.");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("TIME", "WHAT", "MEMBER", "CLIENT", "GRANT", "ADDRESS", "DETAIL"));
            events.forEach(event -> rows.add(List.of(Output.second(event.at()), event.what(), cell(event.member()), cell(event.client()),
                    cell(event.grant().map(String::valueOf)), cell(event.address()), cell(event.detail()))));
            Output.table(spec, rows);
        }
    }

    private static String cell(Optional<String> text) {
        return text.map(known -> Printable.of(known, LONGEST)).orElse("-");
    }

    private static JsonObjectBuilder object(AuditTrail.Event event) {
        JsonObjectBuilder object = JsonCodec.object().add("id", event.id()).add("at", event.at().toString()).add("what", event.what());
        event.member().ifPresent(member -> object.add("member", member));
        event.client().ifPresent(client -> object.add("client_id", client));
        event.grant().ifPresent(grant -> object.add("grant", grant));
        event.address().ifPresent(address -> object.add("address", address));
        event.detail().ifPresent(detail -> object.add("detail", detail));
        return object;
    }
}
