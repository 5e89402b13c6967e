/**
 * The MCP tools, resources and prompts over code search. Found as a service, so it exports nothing.
 */
module sigil.code.tools {
    requires sigil.mcp.core;
    requires sigil.code.search;

    provides sigil.mcp.core.McpFeature with sigil.code.tools.CodeFeature;
}
