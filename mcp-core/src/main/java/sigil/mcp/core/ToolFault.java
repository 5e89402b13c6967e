package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * What a call is answered whose tool failed by a fault of the server. To MCP it is one more result with {@code isError}; a transport that has
 * statuses of its own tells it from what a caller can mend.
 */
public final class ToolFault {
    static final String TEXT = "The tool failed because of a fault in the server. The owner finds the cause in its log.";
    static final CallToolResult RESULT = CallToolResult.error(TEXT);

    private ToolFault() {
    }

    /**
     * Whether a result says that.
     *
     * @param result of {@code tools/call}, in any era
     * @return true for the result of a tool that failed by a fault
     */
    public static boolean is(JsonObject result) {
        return RESULT.toJson().get("content").equals(result.get("content")) && result.getBoolean("isError", false);
    }
}
