package sigil.mcp.core;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do. The scopes form a hierarchy: {@link #WRITE} includes {@link #READ}. */
public enum Scope {
    /** Read and search. */
    READ,
    /** Everything, including tools that change something. */
    WRITE;

    /**
     * The name on the wire.
     *
     * @return the scope token of RFC 6749 section 3.3, such as {@code read}
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether holding this scope is enough where the other is asked for.
     *
     * @param other the scope asked for
     * @return true if this scope is the other or stands above it
     */
    public boolean includes(Scope other) {
        return ordinal() >= other.ordinal();
    }

    /**
     * Reads a scope token.
     *
     * @param wire a scope token, case-sensitive as RFC 6749 has it
     * @return the scope, or empty where no scope has that name
     */
    public static Optional<Scope> parse(String wire) {
        return Stream.of(values()).filter(scope -> scope.wire().equals(wire)).findFirst();
    }
}
