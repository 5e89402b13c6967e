package sigil.mcp.auth;

/** The endpoints of the authorization server: each at its own path and at the one that some clients take without having read the metadata. */
public enum Endpoint {
    /** RFC 6749 section 3.1. */
    AUTHORIZE("/oauth/authorize", "/authorize"),
    /** RFC 6749 section 3.2. */
    TOKEN("/oauth/token", "/token"),
    /** RFC 7591 section 3. */
    REGISTER("/oauth/register", "/register"),
    /** RFC 7009 section 2. */
    REVOKE("/oauth/revoke", "/revoke"),
    /** RFC 7662 section 2. */
    INTROSPECT("/oauth/introspect", "/introspect"),
    /** RFC 8628 section 3.1. */
    DEVICE("/oauth/device", "/device_authorization");

    private final String path;
    private final String alias;

    Endpoint(String path, String alias) {
        this.path = path;
        this.alias = alias;
    }

    /**
     * Where it is.
     *
     * @param issuer the server
     * @return its URL, as the metadata name it
     */
    public String at(Issuer issuer) {
        return issuer.at(path);
    }

    /**
     * The path that the metadata name.
     *
     * @return begins with a slash
     */
    public String path() {
        return path;
    }

    /** The path at the root. */
    String alias() {
        return alias;
    }
}
