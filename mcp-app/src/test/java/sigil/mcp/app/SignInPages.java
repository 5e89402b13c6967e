package sigil.mcp.app;

import io.helidon.webserver.WebServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.AuthorizationServer;
import sigil.mcp.auth.Issuer;

/** A running authorization server over a state directory. */
final class SignInPages implements AutoCloseable {
    private static final String ORIGIN = "https://mcp.example.com";

    private final AuthStore store;
    private final AuthorizationServer authorization;
    private final WebServer web;

    SignInPages(Path state) {
        store = AuthStore.open(state);
        authorization = AuthorizationServer.create(store, Issuer.of(ORIGIN),
                new AuthorizationServer.Settings(AuthorizationServer.Settings.KNOWN_SCHEMES, Set.of(), request -> "203.0.113.7", "test"),
                Optional.empty());
        web = WebServer.builder().host("127.0.0.1").port(0).routing(authorization::register).build().start();
    }

    Road road() {
        return Road.straight(web.port(), ORIGIN);
    }

    /** A client that sends a browser here. */
    GrantFlow flow(String clientId, String redirectUri) {
        return new GrantFlow(road(), clientId, redirectUri);
    }

    /** The browser of somebody who is to let a client in: it shows the first page. */
    ScriptlessBrowser browser(String clientId, String redirectUri) {
        GrantFlow flow = flow(clientId, redirectUri);
        flow.begin();
        return flow.browser();
    }

    /** A client of the owner is let in by a member at the box: its access token. */
    String letIn(String clientId, String secret, String redirectUri, String member) {
        return flow(clientId, redirectUri).redeeming("client_secret", secret).tokens(code -> {
            if (!store.approve(code, member)) {
                throw new AssertionError("not approved");
            }
        }).getString("access_token");
    }

    AuthStore store() {
        return store;
    }

    @Override
    public void close() {
        web.stop();
        authorization.close();
        store.close();
    }
}
