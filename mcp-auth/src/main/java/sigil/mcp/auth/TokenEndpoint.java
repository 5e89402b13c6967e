package sigil.mcp.auth;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;

/** {@code POST /oauth/token} (RFC 6749 section 3.2): a code, a refresh token or a device code for an access token. */
final class TokenEndpoint implements Handler {
    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private final ClientAuthentication authentication;
    private final CodeRedemption codes;
    private final RefreshTokens refreshTokens;
    private final DeviceCodes devices;
    private final RequestedResource resource;
    private final ClientAddress address;
    private final Attempts attempts;

    TokenEndpoint(ClientAuthentication authentication, CodeRedemption codes, RefreshTokens refreshTokens, DeviceCodes devices,
                  RequestedResource resource, ClientAddress address, Attempts attempts) {
        this.authentication = authentication;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.devices = devices;
        this.resource = resource;
        this.address = address;
        this.attempts = attempts;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String from = address.of(request);
        attempts.guard(response, from, () -> {
            OAuthParameters form = OAuthParameters.ofForm(request);
            form.once("grant_type", "client_id", "client_secret", "code", "redirect_uri", "code_verifier", "refresh_token", "scope", "device_code");
            Client client = authentication.client(request, form, from);
            resource.check(form);
            send(response, tokens(form, client, from).orThrow());
        });
    }

    private Tokens.Outcome tokens(OAuthParameters form, Client client, String from) {
        return switch (form.need("grant_type")) {
            case "authorization_code" -> codes.redeem(form.need("code"), client,
                    new CodeRedemption.Proof(form.find("redirect_uri"), form.find("code_verifier"), from));
            case "refresh_token" -> refreshTokens.refresh(form.need("refresh_token"), client, form.find("scope"), from);
            case DEVICE_CODE -> devices.redeem(form.need("device_code"), client);
            default -> throw new OAuthException(OAuthException.Code.UNSUPPORTED_GRANT_TYPE,
                    "The grant types of this server are authorization_code, refresh_token and " + DEVICE_CODE + ".");
        };
    }

    /** RFC 6749 section 5.1. The scope is always said, since it may be less than what was asked for. */
    private static void send(ServerResponse response, Tokens tokens) {
        var body = JsonCodec.object()
                .add("access_token", tokens.access().reveal())
                .add("token_type", "Bearer")
                .add("expires_in", tokens.life().toSeconds())
                .add("scope", Scopes.text(tokens.scopes()));
        Optional<TokenText> refresh = tokens.refresh();
        refresh.ifPresent(token -> body.add("refresh_token", token.reveal()));
        response.header("Pragma", "no-cache");
        OAuthAnswers.send(response, Status.OK_200, body.build());
    }
}
