/**
 * The MCP tools, resources and prompts over code search. Found as a service, so it exports nothing.
 */
module sigil.code.tools {
    requires sigil.mcp.core;
    requires sigil.code.search;
    // asks the endpoint for vectors, where the owner configured one
    requires java.net.http;

    provides sigil.mcp.core.McpFeature with sigil.code.tools.CodeFeature;
}
