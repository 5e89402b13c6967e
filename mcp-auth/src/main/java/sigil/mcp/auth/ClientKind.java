package sigil.mcp.auth;

/** How a client came to be known. */
public enum ClientKind {
    /** Its id is the URL of a document that describes it (OAuth Client ID Metadata Document). */
    DOCUMENT,
    /** It registered itself (RFC 7591): anybody can, under any name. */
    REGISTERED,
    /** The owner made it on the box. */
    OWNED;

    /** As it stands in the database. */
    String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
