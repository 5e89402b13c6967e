package sigil.mcp.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AccessToken;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.IssuedToken;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Scope;

/** {@code sigil-mcp token create}. */
@Command(name = "create", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Make an access token. It is printed once, on standard output; only its hash is kept.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp token create --name laptop",
            "  sigil-mcp token create --action",
            "  TOKEN=$(sigil-mcp token create --name script --expires 30d)"
        })
final class TokenCreateCommand implements Callable<Integer> {
    private static final String NAME_OF_ACTION = "gpt-action";
    private static final Pattern LIFETIME = Pattern.compile("([1-9][0-9]{0,5})([hdw])");

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--name", paramLabel = "NAME", description = "Whose it is, for you and the log. Needed, except with --action (gpt-action).")
    private String name;
    @Option(names = "--action", description = "For the Action of a GPT: says where its editor wants what.")
    private boolean action;
    @Option(names = "--scope", paramLabel = "SCOPE", defaultValue = "read", description = "read or write (${DEFAULT-VALUE}).")
    private String scope;
    @Option(names = "--expires", paramLabel = "TIME", description = "How long it is valid, such as 12h, 90d or 8w. Else until revoked.")
    private String expires;
    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Scope granted = Scope.parse(scope).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "--scope is read or write, not " + scope + "."));
        Optional<Duration> lifetime = Optional.ofNullable(expires).map(this::duration);
        if (name == null && !action) {
            throw new ParameterException(spec.commandLine(), "--name=NAME is missing: say whose token it is.");
        }
        Configuration configuration = options.load();
        try (AuthStore store = AuthStore.open(configuration.stateDirectory())) {
            print(store.tokens().create(Optional.ofNullable(name).orElse(NAME_OF_ACTION), granted, lifetime), GptEditor.of(configuration));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        return 0;
    }

    private void print(IssuedToken issued, GptEditor editor) {
        AccessToken token = issued.token();
        if (json) {
            var object = JsonCodec.object()
                    .add("id", token.id())
                    .add("name", token.name())
                    .add("scope", token.scope().wire())
                    .add("token", issued.text().reveal());
            token.expires().ifPresent(moment -> object.add("expires", moment.toString()));
            editor.document().filter(url -> action).ifPresent(url -> object.add("openapi_url", url));
            Output.json(spec, object.build());
            return;
        }
        spec.commandLine().getErr().println("Access token \"" + token.name() + "\" (scope " + token.scope().wire() + ", "
                + token.expires().map(moment -> "until " + Output.time(moment)).orElse("until revoked")
                + "). It is shown only this once:");
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().println(issued.text().reveal());
        spec.commandLine().getOut().flush();
        if (action) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(GptEditor.PLACE);
            Output.table(err, editor.ofKey());
            editor.advice().ifPresent(err::println);
            err.flush();
        }
    }

    private Duration duration(String text) {
        Matcher matcher = LIFETIME.matcher(text);
        if (!matcher.matches()) {
            throw new ParameterException(spec.commandLine(), "--expires is a number with h, d or w, such as 90d, not " + text + ".");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}
