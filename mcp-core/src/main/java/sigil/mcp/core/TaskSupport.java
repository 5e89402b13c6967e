package sigil.mcp.core;

import java.util.Locale;

/** Whether a call of a tool may go on as a task (2025-11-25, "Tool-Level Negotiation"; the extension {@code io.modelcontextprotocol/tasks}). */
public enum TaskSupport {
    /** It never does. */
    FORBIDDEN,
    /** It does where the client can handle tasks and the handler says so. */
    OPTIONAL,
    /** It always does: a client that cannot handle tasks cannot call it. */
    REQUIRED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
