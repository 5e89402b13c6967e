package sigil.mcp.core;

/** What becomes of a call of a tool. */
sealed interface ToolOutcome {

    /** It is done. */
    record Done(CallToolResult result) implements ToolOutcome {
    }

    /** It goes on as a task. */
    record Started(TaskState task) implements ToolOutcome {
    }
}
