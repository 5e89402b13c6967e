package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashSet;
import java.util.Set;

/** What may be asked without a token. Everything that is not named here is behind the gate, routes that do not exist included. */
final class PublicRoutes {
    static final String LIVE = "/healthz";
    static final String READY = "/readyz";
    /** RFC 8615; clients look below {@code /mcp} too. What is not there they must learn before they have a token: a 401 would mislead them. */
    private static final String WELL_KNOWN = "/.well-known/";
    private static final String WELL_KNOWN_OF_MCP = "/mcp/.well-known/";

    private final Set<String> open;
    private final Set<String> anyOrigin;

    /**
     * Those of the transport and of the composition.
     *
     * @param actions whether there is a document of actions, which says the same to everybody
     */
    PublicRoutes(FurtherRoutes further, boolean actions) {
        Set<String> documents = actions ? Set.of(Actions.JSON, Actions.YAML) : Set.of();
        this.open = union(further.open(), union(documents, Set.of(LIVE, READY)));
        this.anyOrigin = union(further.anyOrigin(), documents);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    boolean contains(ServerRequest request) {
        String path = request.path().path();
        return open.contains(path) || path.startsWith(ProbeRoutes.PREFIX) || isFrontPage(path, request) || path.startsWith(WELL_KNOWN)
                || path.startsWith(WELL_KNOWN_OF_MCP);
    }

    /** Whether a page of the web may read the answer, wherever it comes from. */
    boolean allowsAnyOrigin(ServerRequest request) {
        Method method = request.prologue().method();
        return (looks(method) || method.equals(Method.OPTIONS)) && anyOrigin.contains(request.path().path());
    }

    /** Whether somebody wants to see what this is, rather than to talk MCP. */
    static boolean isFrontPage(ServerRequest request) {
        return isFrontPage(request.path().path(), request);
    }

    private static boolean isFrontPage(String path, ServerRequest request) {
        return path.equals("/") && looks(request.prologue().method())
                && !request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/event-stream");
    }

    private static boolean looks(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }
}
