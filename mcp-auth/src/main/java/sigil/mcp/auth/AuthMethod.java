package sigil.mcp.auth;

import java.util.Optional;
import java.util.stream.Stream;

/** How a client proves itself at the token endpoint (RFC 7591 section 2, {@code token_endpoint_auth_method}). */
public enum AuthMethod {
    /** Not at all: a public client, held by PKCE and its redirect URIs. */
    NONE("none"),
    /** By a secret in the {@code Authorization} header (RFC 6749 section 2.3.1). */
    BASIC("client_secret_basic"),
    /** By a secret in the body. */
    POST("client_secret_post");

    private final String wire;

    AuthMethod(String wire) {
        this.wire = wire;
    }

    /**
     * The registered name.
     *
     * @return such as {@code client_secret_basic}
     */
    public String wire() {
        return wire;
    }

    static Optional<AuthMethod> parse(String wire) {
        return Stream.of(values()).filter(method -> method.wire.equals(wire)).findFirst();
    }
}
