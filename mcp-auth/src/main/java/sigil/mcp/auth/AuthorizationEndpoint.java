package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import sigil.mcp.auth.Html.Template;

/**
 * {@code GET /oauth/authorize} (RFC 6749 section 3.1): a browser brings what its client asks. What is in order waits for a member on the
 * {@link RequestPage}; what is not is told to the client, or to the person where it is not sure whose client that is (OAuth 2.1 section 7.12.2).
 */
final class AuthorizationEndpoint implements Handler {
    private static final Template ELSEWHERE = Template.of("The application wants the answer at an address that is not registered for it: {address}.");

    private final ClientDirectory clients;
    private final RedirectUris redirects;
    private final RequestedResource resource;
    private final RequestStart start;
    private final Issuer issuer;

    AuthorizationEndpoint(ClientDirectory clients, RedirectUris redirects, RequestedResource resource, RequestStart start, Issuer issuer) {
        this.clients = clients;
        this.redirects = redirects;
        this.resource = resource;
        this.start = start;
        this.issuer = issuer;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        if (!FetchMetadata.isNavigation(request)) {
            Pages.error(request, response, Status.BAD_REQUEST_400, "This is a page to go to",
                    "A browser asked for it as a part of another page, or to have it ready.", "Open it by itself.");
            return;
        }
        OAuthParameters parameters;
        String clientId;
        Optional<String> redirect;
        try {
            parameters = OAuthParameters.ofQuery(request);
            clientId = parameters.need("client_id");
            redirect = parameters.find("redirect_uri");
        } catch (OAuthException e) {
            Pages.error(request, response, Status.BAD_REQUEST_400, "This link is not complete", e.getMessage(),
                    "Go back to the application and connect it again.");
            return;
        }
        Optional<Client> known = clients.known(clientId);
        if (known.isEmpty()) {
            Optional<String> fault = ClientIdUrl.isMeant(clientId) ? ClientIdUrl.fault(clientId)
                    : Optional.of("No client of this id is registered here.");
            if (fault.isPresent()) {
                start.refused(request, id(clientId), "unknown client");
                Pages.error(request, response, Status.BAD_REQUEST_400, "This application is not known here", fault.get(),
                        "Remove the connection in the application and make it anew, so that it registers again.");
                return;
            }
        }
        Optional<String> own = known.flatMap(client -> redirects.target(client, redirect));
        Optional<String> perhaps = own.isPresent() || !ClientIdUrl.isMeant(clientId) ? own : redirect.filter(uri -> redirects.fault(uri).isEmpty());
        if (perhaps.isEmpty()) {
            refuseRedirect(request, response, clientId, redirect, known);
        } else {
            // an address that is not in a document as it was when it was fetched may be in the one of today: that is looked at when a member has
            // signed in, and until then nothing is known of the client
            proceed(request, response, parameters, clientId, known.filter(_ -> own.isPresent()), perhaps.get());
        }
    }

    private void refuseRedirect(ServerRequest request, ServerResponse response, String clientId, Optional<String> redirect,
                                Optional<Client> known) {
        start.refused(request, id(clientId), "redirect URI not registered: " + redirect.map(ShownAddress::quoted).orElse("none"));
        Pages.error(request, response, Status.BAD_REQUEST_400, "The answer would go somewhere else",
                redirect.map(uri -> ELSEWHERE.fill(slot("address", ShownAddress.html(uri))))
                        .orElseGet(() -> Html.text("The application did not say where the answer shall go.")),
                known.filter(client -> client.kind() == ClientKind.OWNED).isPresent()
                        ? "You made this client on the server. If you know the address, allow it there with: sigil-mcp client redirect ID ADDRESS. "
                                + "Otherwise do not go on."
                        : "Do not go on from here. If you want this application, remove the connection in it and make it anew.");
    }

    private void proceed(ServerRequest request, ServerResponse response, OAuthParameters parameters, String clientId, Optional<Client> known,
                         String redirectUri) {
        try {
            AuthorizationRequest asked = asked(parameters, clientId, known, redirectUri);
            start.begin(request, response, asked, Optional.empty());
        } catch (OAuthException e) {
            if (known.filter(client -> trusted(client, redirectUri)).isPresent()) {
                AuthorizationResponse.error(issuer, redirectUri, state(parameters), e.code(), e.getMessage()).send(response);
            } else {
                Pages.error(request, response, Status.BAD_REQUEST_400, "The application asks for something that cannot be",
                        e.getMessage() + " (" + e.code().wire() + ")", "Go back to the application; it may need an update.");
            }
        }
    }

    /** Whether a browser may be sent on without anybody having looked: not to an address that a stranger registered a minute ago. */
    private static boolean trusted(Client client, String redirectUri) {
        return client.kind() == ClientKind.OWNED || client.pinned() || client.kind() == ClientKind.REGISTERED && client.expires().isEmpty()
                || Applicant.of(client, redirectUri).loopback();
    }

    private AuthorizationRequest asked(OAuthParameters parameters, String clientId, Optional<Client> known, String redirectUri) {
        parameters.once("response_type", "response_mode", "scope", "state", "code_challenge", "code_challenge_method", "prompt");
        if (!parameters.need("response_type").equals("code")) {
            throw new OAuthException(OAuthException.Code.UNSUPPORTED_RESPONSE_TYPE, "The response type of this server is code.");
        }
        if (parameters.find("response_mode").filter(mode -> !mode.equals("query")).isPresent()) {
            throw new OAuthException(OAuthException.Code.INVALID_REQUEST, "The response mode of this server is query.");
        }
        boolean pkce = known.map(Client::pkce).orElse(true);
        Optional<String> challenge = challenge(parameters, pkce);
        var scopes = Scopes.asked(parameters.find("scope"));
        String target = resource.of(parameters);
        if (parameters.find("prompt").filter(prompt -> List.of(prompt.split(" ")).contains("none")).isPresent()) {
            throw new OAuthException(OAuthException.Code.LOGIN_REQUIRED, "Every authorization is asked of its member anew.");
        }
        return new AuthorizationRequest(clientId, redirectUri, parameters.find("redirect_uri").isPresent(), state(parameters), scopes, target, challenge);
    }

    private static Optional<String> challenge(OAuthParameters parameters, boolean needed) {
        Optional<String> challenge = parameters.find("code_challenge");
        Optional<String> method = parameters.find("code_challenge_method");
        if (challenge.isEmpty() && method.isEmpty() && !needed) {
            return challenge;
        }
        if (challenge.isEmpty()) {
            throw new OAuthException(OAuthException.Code.INVALID_REQUEST, "code_challenge is missing: this server asks for PKCE with S256.");
        }
        if (!method.orElse("plain").equals("S256")) {
            throw new OAuthException(OAuthException.Code.INVALID_REQUEST, "code_challenge_method must be S256.");
        }
        if (!Pkce.isChallenge(challenge.get())) {
            throw new OAuthException(OAuthException.Code.INVALID_REQUEST, "code_challenge is not 43 characters of base64url.");
        }
        return challenge;
    }

    private static Optional<String> state(OAuthParameters parameters) {
        return parameters.all("state").stream().findFirst();
    }

    /** An id as it is written down: one word, however long it is, and none of somebody's sentences. */
    private static String id(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return "an id that is none";
        }
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
