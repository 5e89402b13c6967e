package sigil.mcp.core;

/** A failure that belongs to the answer: the model reads the message, which says what was wrong and what to do instead. */
public final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the failure.
     *
     * @param message the fault and the cure; nothing that a caller must not see
     */
    public ToolException(String message) {
        super(message, null, false, false);
    }
}
