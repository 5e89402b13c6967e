package sigil.mcp.core;

import jakarta.json.JsonObject;

/** The client lacks what a call needs. What it is told of that is the business of the era. */
public final class MissingCapabilityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonObject required;

    /**
     * Creates it.
     *
     * @param required what the client would have to declare, as it stands in the capabilities of a client
     */
    public MissingCapabilityException(JsonObject required) {
        super("This needs a client that declares " + required, null, false, false);
        this.required = required;
    }

    JsonObject required() {
        return required;
    }
}
