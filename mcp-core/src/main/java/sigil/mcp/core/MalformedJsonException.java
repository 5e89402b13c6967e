package sigil.mcp.core;

/** Text that is not JSON within the configured bounds. The message says what is wrong and where, in words that may go to the peer. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
        super(message);
    }
}
