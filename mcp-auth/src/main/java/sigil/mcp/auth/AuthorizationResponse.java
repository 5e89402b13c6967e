package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The answer that travels to a client with its user's browser (RFC 6749 sections 4.1.2 and 4.1.2.1), always with {@code iss} (RFC 9207) and with
 * {@code state} as it came.
 *
 * @param location where the browser is sent
 */
record AuthorizationResponse(String location) {

    static AuthorizationResponse code(Issuer issuer, AuthorizationRequest asked, TokenText code) {
        return of(issuer, asked.redirectUri(), asked.state(), "code=" + encoded(code.reveal()));
    }

    static AuthorizationResponse error(Issuer issuer, String redirectUri, Optional<String> state, OAuthException.Code code, String description) {
        return of(issuer, redirectUri, state, "error=" + code.wire() + "&error_description=" + encoded(description));
    }

    private static AuthorizationResponse of(Issuer issuer, String redirectUri, Optional<String> state, String parameters) {
        return new AuthorizationResponse(redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + parameters
                + state.map(value -> "&state=" + encoded(value)).orElse("") + "&iss=" + encoded(issuer.value()));
    }

    /** As a form has it (RFC 6749 appendix B), but for the plus, which is no space to a client that reads a URI. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Where no form was posted; 303 and never 307, which would repeat a post (RFC 9700 section 4.12). */
    void send(ServerResponse response) {
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, location).header("Referrer-Policy", "no-referrer").send();
    }
}
