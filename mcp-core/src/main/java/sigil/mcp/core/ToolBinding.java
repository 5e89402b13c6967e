package sigil.mcp.core;

/**
 * A tool and what it does.
 *
 * @param tool    its definition
 * @param handler its code
 * @param listed  whether clients are told of it; one that is not can be called all the same, by clients that know it from elsewhere
 */
public record ToolBinding(Tool tool, ToolHandler handler, boolean listed) {

    /**
     * A tool of which clients are told.
     *
     * @param tool    its definition
     * @param handler its code
     */
    public ToolBinding(Tool tool, ToolHandler handler) {
        this(tool, handler, true);
    }
}
