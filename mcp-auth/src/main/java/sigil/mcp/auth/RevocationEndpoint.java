package sigil.mcp.auth;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code POST /oauth/revoke} (RFC 7009). The answer is the same whether the token was good, was not, or is another client's. */
final class RevocationEndpoint implements Handler {
    private final ClientAuthentication authentication;
    private final OAuthTokens tokens;
    private final ClientAddress address;
    private final Attempts attempts;

    RevocationEndpoint(ClientAuthentication authentication, OAuthTokens tokens, ClientAddress address, Attempts attempts) {
        this.authentication = authentication;
        this.tokens = tokens;
        this.address = address;
        this.attempts = attempts;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String from = address.of(request);
        attempts.guard(response, from, () -> {
            OAuthParameters form = OAuthParameters.ofForm(request);
            form.once("token", "token_type_hint", "client_id", "client_secret");
            Client client = authentication.client(request, form, from);
            tokens.revoke(form.need("token"), client, from);
            response.send();
        });
    }
}
