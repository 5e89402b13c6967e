package sigil.mcp.app;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.AuthStore.WaitingRequest;
import sigil.mcp.auth.Client;
import sigil.mcp.auth.Members;
import sigil.mcp.auth.ShownAddress;
import sigil.mcp.core.Scope;

/** {@code sigil-mcp approve}: somebody at the box says that it is he who sits in front of a page. */
@Command(name = "approve", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prove without a passphrase that you are the one in front of the sign-in page, by the code that it shows. You still decide on the"
                + " page what to allow.",
        footerHeading = "%nExamples:%n", footer = {"  sigil-mcp approve BCDF-GHJK", "  sigil-mcp approve BCDF-GHJK --member anna"})
final class ApproveCommand implements Callable<Integer> {
    private static final int LONGEST = 300;

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Parameters(paramLabel = "CODE", description = "The code on the page, with or without its dash.")
    private String code;
    @Option(names = "--member", paramLabel = "NAME", defaultValue = Members.OWNER, description = "Who sits there (${DEFAULT-VALUE}).")
    private String member;
    @Option(names = "--yes", description = "Do not ask. For scripts that know whose code it is.")
    private boolean yes;

    @Override
    public Integer call() {
        Optional<Terminal> terminal = Terminal.find();
        if (!yes && terminal.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no terminal to ask at. Say --yes if it is you who sees this code.");
        }
        Path state = options.load().stateDirectory();
        try (AuthStore store = AuthStore.open(state)) {
            if (store.members().find(member).isEmpty()) {
                return MemberCommand.unknown(spec, member);
            }
            Optional<WaitingRequest> waiting = store.waiting(code);
            if (waiting.isEmpty()) {
                return unknown(state);
            }
            if (waiting.get().approved().isPresent()) {
                return approvedBefore(waiting.get().approved().get());
            }
            show(waiting.get(), store.clients().find(waiting.get().clientId()));
            if (!yes && !terminal.get().confirms("Is it you? [y/N] ")) {
                spec.commandLine().getErr().println("Nothing was approved.");
                return Main.FAILED;
            }
            if (!store.approve(code, member)) {
                return unknown(state);
            }
        }
        spec.commandLine().getOut().println("Approved. Go on in your browser: press the button on the page, and decide there.");
        return 0;
    }

    private int unknown(Path state) {
        spec.commandLine().getErr().println("No request waits under the code " + Printable.of(code, 40) + ". A code is good for ten minutes and only"
                + " while its page is open: compare it letter by letter, or connect the client again for another one. This command looked into "
                + state + "; if the server runs under another account or with another configuration, run the command as that account, with its --config.");
        return Main.NOT_FOUND;
    }

    private int approvedBefore(String by) {
        if (by.equals(member)) {
            spec.commandLine().getOut().println("It was approved already. Go on in your browser: press the button on the page, and decide there.");
            return 0;
        }
        spec.commandLine().getErr().println("It was approved already, by " + by + ".");
        return Main.FAILED;
    }

    private void show(WaitingRequest request, Optional<Client> client) {
        Output.table(spec.commandLine().getErr(), List.of(
                List.of("Who asks", Printable.of(client.map(ApproveCommand::name)
                        .orElse("a client that describes itself at the address of its id"), LONGEST)),
                List.of("Its id", Printable.of(ShownAddress.of(request.clientId()), LONGEST)),
                List.of("Code goes to", Printable.of(destination(ShownAddress.of(request.destination())), LONGEST)),
                List.of("It may", may(request.scopes())),
                List.of("Asked from", Printable.of(request.address(), LONGEST) + ", " + ago(request.created())),
                List.of("In the name of", member)));
        PrintWriter err = spec.commandLine().getErr();
        err.println();
        err.println("Approve it only if you see this very code, " + request.code() + ", in your own browser right now. Whoever sent it to you"
                + " would read your repositories.");
        err.flush();
    }

    private static String name(Client client) {
        String name = "\"" + client.claimedName() + "\"";
        return switch (client.kind()) {
            case OWNED -> name + ", which you made here";
            case REGISTERED -> name + ", by its own word: it registered itself";
            case DOCUMENT -> client.pinned() ? name : name + ", by its own word at the address of its id";
        };
    }

    /** The host first, since the rest of an address may say what it likes. */
    private static String destination(String redirectUri) {
        if (redirectUri.isEmpty()) {
            return "the device that shows another code";
        }
        URI uri = URI.create(redirectUri);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "https" -> uri.getAuthority() + " (" + redirectUri + ")";
            case "http" -> "a program on the machine of the browser (" + redirectUri + ")";
            default -> "the application that opens " + scheme + ": there (" + redirectUri + ")";
        };
    }

    private static String may(String scopes) {
        boolean write = List.of(scopes.split(" ")).contains(Scope.WRITE.wire());
        return "read and search every repository that this server serves" + (write ? ", and use tools that change something" : "");
    }

    private static String ago(Instant created) {
        long seconds = Math.max(0, Duration.between(created, Instant.now()).toSeconds());
        return seconds < 60 ? Output.count(seconds, "second") + " ago" : Output.count(seconds / 60, "minute") + " ago";
    }
}
