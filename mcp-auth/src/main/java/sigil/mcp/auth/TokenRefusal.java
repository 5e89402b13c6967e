package sigil.mcp.auth;

/** Why nobody was let in by a token: for whoever counts, never for the client, who could learn from it which tokens exist. */
public enum TokenRefusal {
    /** None came; every client begins so. */
    MISSING,
    /** What came is no token, or there were several. */
    MALFORMED,
    /** No such token was ever made here. */
    UNKNOWN,
    /** Its time is over. */
    EXPIRED,
    /** Its owner has revoked it. */
    REVOKED,
    /** It was made for another resource than this server is now. */
    WRONG_AUDIENCE,
    /** The tokens could not be read. */
    UNAVAILABLE;

    static TokenRefusal of(Verdict.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> UNKNOWN;
            case EXPIRED -> EXPIRED;
            case REVOKED -> REVOKED;
            case WRONG_AUDIENCE -> WRONG_AUDIENCE;
        };
    }
}
