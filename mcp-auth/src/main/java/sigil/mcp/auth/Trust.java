package sigil.mcp.auth;

/** How far the name of a client can be believed. */
enum Trust {
    /** Its document is one that this program carries. */
    VERIFIED,
    /** The name is its own word: it registered itself, or describes itself at an address that this program does not know. */
    UNVERIFIED,
    /** It describes itself in a document that has not been read yet, so that nothing but the host of that is known. */
    UNREAD,
    /** The owner made it on the box. */
    OWNED;

    static Trust of(Client client) {
        return switch (client.kind()) {
            case OWNED -> OWNED;
            case DOCUMENT -> client.pinned() ? VERIFIED : UNVERIFIED;
            case REGISTERED -> UNVERIFIED;
        };
    }
}
