package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The cookie that binds an authorization request to the browser that began it: one for each request, so that two tabs do not disturb each other,
 * and with the {@code __Host-} prefix, so that no other host of the domain can set it (RFC 6265bis section 4.1.3.2).
 *
 * @param issuer whose pages they are
 */
record BrowserCookie(Issuer issuer) {
    private static final int NAME_BYTES = 6;

    /** The secret that the browser sent along for this request. */
    Optional<TokenText> of(ServerRequest request, TokenText handle) {
        return request.headers().cookies().first(name(handle)).asOptional().flatMap(value -> TokenText.parse(Secret.BROWSER, value));
    }

    /** Lets the browser keep a secret. Lax, because the browser arrives from the client's page. */
    void set(ServerResponse response, TokenText handle, TokenText secret, Duration life) {
        write(response, handle, secret.reveal(), life);
    }

    /** Lets the browser forget it: the request is over. */
    void clear(ServerResponse response, TokenText handle) {
        write(response, handle, "", Duration.ZERO);
    }

    private void write(ServerResponse response, TokenText handle, String value, Duration life) {
        response.header(HeaderNames.SET_COOKIE, name(handle) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (issuer.secure() ? "; Secure" : ""));
    }

    private String name(TokenText handle) {
        // __Host- needs Secure, which a server that is tried out without TLS cannot ask for
        return (issuer.secure() ? "__Host-sigil-" : "sigil-") + HexFormat.of().formatHex(handle.hash(), 0, NAME_BYTES);
    }
}
