package sigil.mcp.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a transport says of a message outside its body.
 *
 * @param mirrored        whether the transport mirrors the body in headers, as HTTP does: then a modern request must carry them and they
 *                        must agree
 * @param protocolVersion {@code MCP-Protocol-Version}
 * @param method          {@code Mcp-Method}
 * @param name            {@code Mcp-Name}, still encoded
 * @param all             the values of any header by its name, in any case; for {@code Mcp-Param-…}
 */
public record MessageHeaders(boolean mirrored, Optional<String> protocolVersion, Optional<String> method, Optional<String> name,
                             Function<String, List<String>> all) {
    /** For a transport without headers. */
    public static final MessageHeaders NONE =
            new MessageHeaders(false, Optional.empty(), Optional.empty(), Optional.empty(), header -> List.of());
}
