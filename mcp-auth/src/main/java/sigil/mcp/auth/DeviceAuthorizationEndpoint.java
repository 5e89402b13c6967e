package sigil.mcp.auth;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;

/** {@code POST /oauth/device} (RFC 8628 section 3.1): a device asks for a code to show. */
final class DeviceAuthorizationEndpoint implements Handler {
    private final ClientAuthentication authentication;
    private final DeviceCodes devices;
    private final RequestedResource resource;
    private final Issuer issuer;
    private final ClientAddress address;
    private final Attempts attempts;

    DeviceAuthorizationEndpoint(ClientAuthentication authentication, DeviceCodes devices, RequestedResource resource, Issuer issuer,
                                ClientAddress address, Attempts attempts) {
        this.authentication = authentication;
        this.devices = devices;
        this.resource = resource;
        this.issuer = issuer;
        this.address = address;
        this.attempts = attempts;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String from = address.of(request);
        attempts.guard(response, from, () -> {
            OAuthParameters form = OAuthParameters.ofForm(request);
            form.once("client_id", "client_secret", "scope");
            Client client = authentication.client(request, form, from);
            if (!client.metadata().devices()) {
                throw new OAuthException(OAuthException.Code.UNAUTHORIZED_CLIENT,
                        "The client did not register for the grant type " + TokenEndpoint.DEVICE_CODE + ".");
            }
            attempts.count(Attempts.Kind.DEVICE, from);
            DeviceCodes.Issued issued = devices.issue(new AuthorizationRequest(client.id(), "", false, Optional.empty(),
                    Scopes.asked(form.find("scope")), resource.of(form), Optional.empty()));
            String page = issuer.at("/device");
            OAuthAnswers.send(response, Status.OK_200, JsonCodec.object()
                    .add("device_code", issued.deviceCode().reveal())
                    .add("user_code", issued.userCode().shown())
                    .add("verification_uri", page)
                    .add("verification_uri_complete", page + "?user_code=" + issued.userCode().shown())
                    .add("expires_in", DeviceCodes.LIFE.toSeconds())
                    .add("interval", DeviceCodes.INTERVAL)
                    .build());
        });
    }
}
