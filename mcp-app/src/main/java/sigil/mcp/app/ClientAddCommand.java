package sigil.mcp.app;

import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Client;
import sigil.mcp.auth.Endpoint;
import sigil.mcp.auth.GptCallback;
import sigil.mcp.auth.IssuedClient;
import sigil.mcp.auth.Issuer;
import sigil.mcp.auth.OwnedClient;
import sigil.mcp.auth.TokenText;

/** {@code sigil-mcp client add}. */
@Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Make a client that cannot make itself known. Its secret is printed once; only its hash is kept.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp client add --gpt-action",
            "  sigil-mcp client add --gpt-action g-HMNcP6w7d --name my-gpt",
            "  sigil-mcp client add --redirect https://app.example.com/callback --name app",
            "  sigil-mcp client add --redirect http://127.0.0.1/callback --public",
            "  sigil-mcp client add --device --public --name television"
        })
final class ClientAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--gpt-action", arity = "0..1", fallbackValue = "", paramLabel = "GPT_ID|CALLBACK",
            description = "For the Action of a GPT, which has a secret and knows no PKCE. With the id of the GPT, or the callback that its editor shows,"
                    + " it can be used at once; else the callback is added later.")
    private String gpt;
    @Option(names = "--redirect", arity = "1..*", paramLabel = "URI", description = "For any other client: where its codes may go; several are possible.")
    private List<String> redirects = new ArrayList<>();
    @Option(names = "--device", description = "It shows a code instead of a page (RFC 8628).")
    private boolean device;
    @Option(names = "--public", description = "It can keep no secret, and gets none.")
    private boolean isPublic;
    @Option(names = "--name", paramLabel = "NAME", description = "How the pages and lists call it.")
    private String name;
    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        OwnedClient wanted = wanted();
        Configuration configuration = options.load();
        Optional<Issuer> issuer = configuration.publicUrl().map(URI::toString).map(Issuer::of);
        try (AuthStore store = AuthStore.open(configuration.stateDirectory())) {
            IssuedClient issued = store.clients().add(wanted, ClientCommand.schemes(configuration));
            if (json) {
                Output.json(spec, object(issued, issuer).build());
            } else {
                print(issued, issuer);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private OwnedClient wanted() {
        if (gpt == null) {
            if (redirects.isEmpty() && !device) {
                throw wrong("Say what kind of client: --gpt-action, --redirect URI or --device.");
            }
            return new OwnedClient(Optional.ofNullable(name).orElse("My client"), redirects, !isPublic, true, device);
        }
        if (!redirects.isEmpty() || device || isPublic) {
            throw wrong("--gpt-action stands alone: it says by itself where codes go and that there is a secret.");
        }
        List<String> callbacks = gpt.isEmpty() ? List.of() : GptCallback.parse(gpt).map(GptCallback::redirectUris).orElseThrow(() -> wrong(
                "--gpt-action takes the id of a GPT, such as g-HMNcP6w7d, the address of its editor, or its callback, such as"
                        + " https://chatgpt.com/aip/g-HMNcP6w7d/oauth/callback, not " + Printable.of(gpt, 200) + "."));
        return OwnedClient.gptAction(Optional.ofNullable(name).orElse("GPT Action"), callbacks);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(IssuedClient issued, Optional<Issuer> issuer) {
        PrintWriter err = spec.commandLine().getErr();
        Client client = issued.client();
        err.println("Client \"" + client.metadata().name() + "\"."
                + (issued.secret().isPresent() ? " The secret is shown only this once." : "") + (gpt == null ? "" : " " + GptEditor.PLACE));
        err.flush();
        List<List<String>> rows = gpt == null ? rows(issued, issuer)
                : new ArrayList<>(new GptEditor(issuer).ofOAuth(client, issued.secret().map(TokenText::reveal).orElseThrow()));
        client.metadata().redirectUris().forEach(uri -> rows.add(List.of("may return to", uri)));
        Output.table(spec, rows);
        spec.commandLine().getOut().flush();
        advise(client, issuer);
    }

    private static List<List<String>> rows(IssuedClient issued, Optional<Issuer> issuer) {
        Client client = issued.client();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("client id", client.id()));
        issued.secret().map(TokenText::reveal).ifPresent(secret -> rows.add(List.of("client secret", secret)));
        issuer.ifPresent(known -> {
            if (!client.metadata().redirectUris().isEmpty()) {
                rows.add(List.of("authorization URL", Endpoint.AUTHORIZE.at(known)));
            }
            rows.add(List.of("token URL", Endpoint.TOKEN.at(known)));
            if (client.metadata().devices()) {
                rows.add(List.of("device authorization URL", Endpoint.DEVICE.at(known)));
            }
        });
        rows.add(List.of("scope", "read"));
        return rows;
    }

    private void advise(Client client, Optional<Issuer> issuer) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("The scope \"read write\" allows tools that change something as well.");
        new GptEditor(issuer).advice().ifPresent(err::println);
        if (client.metadata().redirectUris().isEmpty() && gpt != null) {
            err.println("Save the GPT; its editor then shows a callback URL, without which nobody can sign in. Add it: sigil-mcp client redirect "
                    + client.id() + " CALLBACK");
        }
    }

    /** With the names of RFC 7591 and RFC 8414. */
    private JsonObjectBuilder object(IssuedClient issued, Optional<Issuer> issuer) {
        JsonObjectBuilder object = ClientListCommand.object(issued.client());
        new GptEditor(issuer).document().filter(url -> gpt != null).ifPresent(url -> object.add("openapi_url", url));
        issued.secret().ifPresent(secret -> object.add("client_secret", secret.reveal()));
        issuer.ifPresent(known -> {
            object.add("authorization_endpoint", Endpoint.AUTHORIZE.at(known)).add("token_endpoint", Endpoint.TOKEN.at(known));
            if (issued.client().metadata().devices()) {
                object.add("device_authorization_endpoint", Endpoint.DEVICE.at(known));
            }
        });
        return object;
    }
}
