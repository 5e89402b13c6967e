/**
 * The origin behind a tunnel.
 *
 * <p>A request passes, in this order: {@link sigil.mcp.http.AccessLog}, {@link sigil.mcp.http.FramingGuard},
 * {@link sigil.mcp.http.EdgeGuard}, {@link sigil.mcp.http.SecurityGate}, its route. An MCP message goes on to
 * {@link sigil.mcp.http.McpEndpoint}; while it is answered {@link sigil.mcp.http.HttpExchange} keeps its time, and
 * {@link sigil.mcp.http.HttpAnswer} writes. Whatever leaves the server, errors of Helidon itself included, passes
 * {@link sigil.mcp.http.BufferingHeaders}.
 *
 * <p>Every error body is a JSON-RPC error object, and nothing is derived from the Host or a forwarding header.
 */
package sigil.mcp.http;
