package sigil.mcp.core;

/** Carries an {@link RpcError} from a decoder or handler to the border, where it becomes an answer. */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    /**
     * Wraps an error.
     *
     * @param error what the peer will be told
     */
    public RpcException(RpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /**
     * What the peer will be told.
     *
     * @return the error
     */
    public RpcError error() {
        return error;
    }
}
