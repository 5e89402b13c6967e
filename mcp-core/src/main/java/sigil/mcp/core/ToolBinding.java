package sigil.mcp.core;

/**
 * A tool and what it does.
 *
 * @param tool    its definition
 * @param handler its code
 */
public record ToolBinding(Tool tool, ToolHandler handler) {
}
