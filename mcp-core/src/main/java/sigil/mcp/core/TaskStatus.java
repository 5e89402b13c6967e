package sigil.mcp.core;

import java.util.Locale;

/** Where a task stands. */
enum TaskStatus {
    WORKING,
    INPUT_REQUIRED,
    COMPLETED,
    FAILED,
    CANCELLED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
