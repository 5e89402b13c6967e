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
    private final AuthStore store;
    private final AuthorizationServer authorization;
    private final WebServer web;

    SignInPages(Path state) {
        store = AuthStore.open(state);
        authorization = AuthorizationServer.create(store, Issuer.of("https://mcp.example.com"),
                new AuthorizationServer.Settings(AuthorizationServer.Settings.KNOWN_SCHEMES, Set.of(), request -> "203.0.113.7", "test"),
                Optional.empty());
        web = WebServer.builder().host("127.0.0.1").port(0).routing(authorization::register).build().start();
    }

    Visitor visitor() {
        return new Visitor(web.port());
    }

    /** A client of the owner is let in by a member at the box: its access token. */
    String letIn(String clientId, String secret, String redirectUri, String member) {
        return visitor().letIn(clientId, secret, redirectUri, code -> {
            if (!store.approve(code, member)) {
                throw new AssertionError("not approved");
            }
        });
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
