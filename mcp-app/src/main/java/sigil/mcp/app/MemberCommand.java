package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Member;
import sigil.mcp.core.JsonCodec;

/** {@code sigil-mcp member}. */
@Command(name = "member", mixinStandardHelpOptions = true,
        description = "The members of your household, who let clients in by passphrases of their own.",
        footerHeading = "%nExamples:%n", footer = {"  sigil-mcp member add anna", "  sigil-mcp member list"})
final class MemberCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add, list or remove.");
    }

    @Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Make somebody a member. He reads what you read, and sees nothing of what you granted.",
            footerHeading = "%nExample:%n", footer = "  sigil-mcp member add anna")
    int add(@Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "NAME", description = "A lower-case letter, then up to 31 of a-z 0-9 . _ -") String name) {
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            try {
                store.members().add(name);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine().getSubcommands().get("add"), e.getMessage());
            }
        }
        spec.commandLine().getOut().println("Added " + name + ". A passphrase is set by: sigil-mcp owner set-passphrase --member " + name);
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "List the members, the owner first.",
            footerHeading = "%nExample:%n", footer = "  sigil-mcp member list --json")
    int list(@Mixin ConfigurationOptions options, @Option(names = "--json", description = "As a JSON array.") boolean json) {
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            if (json) {
                JsonArrayBuilder array = JsonCodec.array();
                store.members().list().forEach(member -> array.add(JsonCodec.object()
                        .add("name", member.name())
                        .add("passphrase", member.passphrase())
                        .add("created", member.created().toString())
                        .add("grants", grants(store, member.name()))));
                Output.json(spec, array.build());
                return 0;
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("NAME", "PASSPHRASE", "CREATED", "GRANTS"));
            for (Member member : store.members().list()) {
                rows.add(List.of(member.name(), member.passphrase() ? "set" : "none yet", Output.time(member.created()),
                        String.valueOf(grants(store, member.name()))));
            }
            Output.table(spec, rows);
            return 0;
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Remove a member with everything that he granted. A running server refuses it from the next request on.",
            footerHeading = "%nExample:%n", footer = "  sigil-mcp member remove anna")
    int remove(@Mixin ConfigurationOptions options, @Parameters(paramLabel = "NAME", description = "As `member list` shows it.") String name) {
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            long grants = grants(store, name);
            boolean removed;
            try {
                removed = store.members().remove(name);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine().getSubcommands().get("remove"), e.getMessage());
            }
            if (!removed) {
                return unknown(spec, name);
            }
            spec.commandLine().getOut().println("Removed " + name + ", and with him " + Output.count(grants, "grant") + ".");
            return 0;
        }
    }

    /** Says that there is nobody of this name, and gives the exit code for that. */
    static int unknown(CommandSpec spec, String name) {
        spec.commandLine().getErr().println("There is no member called " + Printable.of(name) + ". `sigil-mcp member list` shows them.");
        return Main.NOT_FOUND;
    }

    private static long grants(AuthStore store, String member) {
        return store.grants().list().stream().filter(grant -> grant.member().equals(member) && grant.live(Instant.now())).count();
    }
}
