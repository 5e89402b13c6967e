package sigil.mcp.core;

import java.util.Locale;

/** Who speaks in a prompt or in a sampled message. */
public enum Role {
    /** The person, or the program in the person's place. */
    USER,
    /** The model. */
    ASSISTANT;

    /**
     * The name on the wire.
     *
     * @return {@code user} or {@code assistant}
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
