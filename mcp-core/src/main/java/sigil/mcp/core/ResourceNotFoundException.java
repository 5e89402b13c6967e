package sigil.mcp.core;

/** There is no resource with a URI. What the client is told of it is the business of the era. */
public final class ResourceNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String uri;

    /**
     * Creates it.
     *
     * @param uri what was asked for
     */
    public ResourceNotFoundException(String uri) {
        super("There is no resource " + uri, null, false, false);
        this.uri = uri;
    }

    /**
     * What was asked for.
     *
     * @return the URI as the client gave it
     */
    public String uri() {
        return uri;
    }
}
