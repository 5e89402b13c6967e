package sigil.mcp.auth;

import java.util.Objects;

/**
 * A request to the authorization server that is refused with an error of OAuth.
 *
 * <p>The message is the {@code error_description}: one ASCII sentence for the developer of the client, without what a stranger may not learn.
 */
final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Errors of RFC 6749 sections 4.1.2.1 and 5.2, RFC 7591 section 3.2.2, RFC 8628 section 3.5, RFC 8707 section 2. */
    enum Code {
        INVALID_REQUEST, INVALID_CLIENT, INVALID_GRANT, UNAUTHORIZED_CLIENT, UNSUPPORTED_GRANT_TYPE, UNSUPPORTED_RESPONSE_TYPE, INVALID_SCOPE,
        INVALID_TARGET, ACCESS_DENIED, SERVER_ERROR, TEMPORARILY_UNAVAILABLE, LOGIN_REQUIRED, CONSENT_REQUIRED,
        INVALID_REDIRECT_URI, INVALID_CLIENT_METADATA, AUTHORIZATION_PENDING, SLOW_DOWN, EXPIRED_TOKEN;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Code code;

    OAuthException(Code code, String description) {
        super(Objects.requireNonNull(description, "description"), null, false, false);
        this.code = Objects.requireNonNull(code, "code");
    }

    Code code() {
        return code;
    }
}
