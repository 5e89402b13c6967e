package sigil.mcp.core;

import java.util.Optional;

/**
 * What a transport says of a message outside its body.
 *
 * @param mirrored        whether the transport mirrors the body in headers, as HTTP does: then a modern request must carry them and they
 *                        must agree
 * @param protocolVersion {@code MCP-Protocol-Version}
 * @param method          {@code Mcp-Method}
 * @param name            {@code Mcp-Name}, still encoded
 */
public record MessageHeaders(boolean mirrored, Optional<String> protocolVersion, Optional<String> method, Optional<String> name) {
    /** For a transport without headers. */
    public static final MessageHeaders NONE = new MessageHeaders(false, Optional.empty(), Optional.empty(), Optional.empty());
}
