package sigil.mcp.auth;

/**
 * The kinds of secrets that this server makes. Each begins with a prefix of its own, so that none is taken for another and that programs which
 * look for leaked secrets find them. What follows the prefix is always 43 characters long, so that no secret of one kind has the form of another.
 */
enum Secret {
    /** An access token that the owner makes on the box. */
    PERSONAL("sigil_"),
    /** An access token of OAuth. */
    ACCESS("sigil_at_"),
    /** A refresh token. */
    REFRESH("sigil_rt_"),
    /** An authorization code. */
    CODE("sigil_ac_"),
    /** The secret of a client. */
    CLIENT("sigil_cs_"),
    /** A device code. */
    DEVICE("sigil_dc_"),
    /** What names an authorization request in a form. */
    REQUEST("sigil_rq_"),
    /** What the browser of an authorization request keeps in a cookie. */
    BROWSER("sigil_br_");

    private final String prefix;

    Secret(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}
