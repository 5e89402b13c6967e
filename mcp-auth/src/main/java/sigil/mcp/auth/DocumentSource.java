package sigil.mcp.auth;

/** Where documents come from. */
@FunctionalInterface
interface DocumentSource {
    /** Fetches the document at a URL, or says why not. */
    Fetched get(ClientIdUrl url);
}
