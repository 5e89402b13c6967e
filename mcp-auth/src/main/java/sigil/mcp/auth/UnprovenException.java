package sigil.mcp.auth;

/** Somebody says who a person is in a way that is not accepted; the message is a sentence for the person in front of the page. */
final class UnprovenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnprovenException(String message) {
        super(message, null, false, false);
    }
}
