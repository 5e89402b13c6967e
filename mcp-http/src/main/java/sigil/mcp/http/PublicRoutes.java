package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;

/** What may be asked without a token. Everything that is not named here is behind the gate, routes that do not exist included. */
final class PublicRoutes {
    private static final Set<String> PATHS = Set.of("/healthz", "/readyz");

    private PublicRoutes() {
    }

    static boolean contains(ServerRequest request) {
        String path = request.path().path();
        return PATHS.contains(path) || path.equals("/") && looks(request.prologue().method()) && !wantsStream(request);
    }

    /** Whether somebody wants to see what this is, rather than to talk MCP. */
    private static boolean looks(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    private static boolean wantsStream(ServerRequest request) {
        return request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/event-stream");
    }
}
