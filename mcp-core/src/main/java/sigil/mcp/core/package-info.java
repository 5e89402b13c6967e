/**
 * The frame of the Model Context Protocol: one pure classification of an inbound message, one method table for each era, one handle for the
 * author of a tool.
 *
 * <p>A message takes this way: {@link sigil.mcp.core.JsonInput} reads it once, {@link sigil.mcp.core.Classifier} decides its era once,
 * {@link sigil.mcp.core.McpServer} finds its row in that era's {@link sigil.mcp.core.MethodTable} and answers with a
 * {@link sigil.mcp.core.Reply}. What differs between eras lives in their tables and nowhere in tools.
 *
 * <p>Nothing here blocks, opens or logs by itself; nothing is null, in or out; every type is safe to share between threads unless it says
 * otherwise.
 */
package sigil.mcp.core;
