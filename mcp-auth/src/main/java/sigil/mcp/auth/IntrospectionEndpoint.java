package sigil.mcp.auth;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;

/**
 * {@code POST /oauth/introspect} (RFC 7662), for clients with a secret, about their own tokens. Of any other token they learn that it is not active,
 * and nothing else (section 2.2).
 */
final class IntrospectionEndpoint implements Handler {
    private final ClientAuthentication authentication;
    private final OAuthTokens tokens;
    private final Issuer issuer;
    private final ClientAddress address;
    private final Attempts attempts;

    IntrospectionEndpoint(ClientAuthentication authentication, OAuthTokens tokens, Issuer issuer, ClientAddress address, Attempts attempts) {
        this.authentication = authentication;
        this.tokens = tokens;
        this.issuer = issuer;
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
            if (client.metadata().authMethod() == AuthMethod.NONE) {
                throw new OAuthException(OAuthException.Code.INVALID_CLIENT, "Only a client with a secret may ask about tokens.");
            }
            answer(response, tokens.introspect(form.need("token"), client));
        });
    }

    private void answer(ServerResponse response, Optional<OAuthTokens.Active> found) {
        var body = JsonCodec.object().add("active", found.isPresent());
        found.ifPresent(token -> {
            body.add("scope", Scopes.text(token.scopes()))
                    .add("client_id", token.clientId())
                    .add("sub", token.member())
                    .add("aud", token.resource())
                    .add("iss", issuer.value())
                    .add("iat", token.issued().getEpochSecond())
                    .add("exp", token.expires().getEpochSecond());
            if (token.access()) {
                body.add("token_type", "Bearer");
            }
        });
        OAuthAnswers.send(response, Status.OK_200, body.build());
    }
}
