package sigil.mcp.http;

import io.helidon.webserver.http.HttpRouting;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Routes of the composition, beside those of MCP and health. They are behind the gate like everything else, except for the paths that are named
 * here; {@code Host} is checked on all of them.
 *
 * @param register  adds them to the routing
 * @param open      exact paths that need no token: their handlers decide themselves whom they answer
 * @param anyOrigin those of the open paths that any page of the web may read with {@code GET}, {@code HEAD} and {@code OPTIONS}, since they say the
 *                  same to everybody
 */
public record FurtherRoutes(Consumer<HttpRouting.Builder> register, Set<String> open, Set<String> anyOrigin) {
    /** No further routes. */
    public static final FurtherRoutes NONE = new FurtherRoutes(routing -> { }, Set.of(), Set.of());

    /**
     * Copies the sets.
     *
     * @throws IllegalArgumentException if a path is for every page of the web and still asks for a token
     */
    public FurtherRoutes {
        open = Set.copyOf(open);
        anyOrigin = Set.copyOf(anyOrigin);
        if (!open.containsAll(anyOrigin)) {
            throw new IllegalArgumentException("A path that any Origin may read must be open: " + anyOrigin + " are not all among " + open + ".");
        }
    }
}
