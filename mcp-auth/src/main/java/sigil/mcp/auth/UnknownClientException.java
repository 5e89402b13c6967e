package sigil.mcp.auth;

/** A client that is not known and cannot be got to know; the message is a sentence or two for the person in front of the page. */
final class UnknownClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownClientException(String message) {
        super(message, null, false, false);
    }
}
