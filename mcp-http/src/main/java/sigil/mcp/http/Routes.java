package sigil.mcp.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import sigil.mcp.core.RpcError;

/**
 * The table of routes. Helidon answers a wrong method with 404, {@code HEAD} with 404 where there is a {@code GET}, and {@code OPTIONS}
 * with 404; here each path has one last row that answers them as HTTP wants.
 */
final class Routes {
    private final FrontPage front;
    private final McpEndpoint endpoint;
    private final SessionEndpoint sessions;
    private final Health health;
    private final Links links;
    private final Optional<ActionRoutes> actions;
    private final ProbeRoutes probes;
    private final FurtherRoutes further;

    Routes(FrontPage front, McpEndpoint endpoint, SessionEndpoint sessions, Health health, Links links, Optional<ActionRoutes> actions,
           ProbeRoutes probes, FurtherRoutes further) {
        this.front = front;
        this.endpoint = endpoint;
        this.sessions = sessions;
        this.health = health;
        this.links = links;
        this.actions = actions;
        this.probes = probes;
        this.further = further;
    }

    void register(HttpRouting.Builder routing) {
        on(routing, PathMatchers.exact(PublicRoutes.LIVE), health::live, Method.GET, Method.HEAD);
        on(routing, PathMatchers.exact(PublicRoutes.READY), health::ready, Method.GET, Method.HEAD);
        routing.route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.exact("/"), (request, response) -> {
            if (PublicRoutes.isFrontPage(request)) {
                front.show(request, response);
            } else {
                response.next();
            }
        });
        mcp(routing, "/", "GET, HEAD, POST, DELETE");
        mcp(routing, "/mcp", "GET, POST, DELETE");
        on(routing, below(Links.PREFIX), links, Method.GET, Method.HEAD);
        actions.ifPresent(offered -> {
            on(routing, PathMatchers.exact(Actions.JSON), offered::json, Method.GET, Method.HEAD);
            on(routing, PathMatchers.exact(Actions.YAML), offered::yaml, Method.GET, Method.HEAD);
            routing.route(method -> true, below(Actions.PREFIX), offered.endpoint());
        });
        probes.register(routing);
        further.register().accept(routing);
        routing.any((request, response) -> JsonAnswers.send(request, response,
                RpcError.refusal(404, "There is nothing here. MCP is served at /mcp and at /.")));
    }

    private void mcp(HttpRouting.Builder routing, String path, String allow) {
        routing.route(Method.POST, PathMatchers.exact(path), endpoint);
        routing.route(Method.GET, PathMatchers.exact(path), sessions::get);
        routing.route(Method.DELETE, PathMatchers.exact(path), sessions::delete);
        routing.any(path, (request, response) -> other(request, response, allow));
    }

    private static void on(HttpRouting.Builder routing, PathMatcher path, Handler handler, Method... methods) {
        String allow = Arrays.stream(methods).map(Method::text).collect(Collectors.joining(", "));
        routing.route(Method.predicate(methods), path, handler);
        routing.route(method -> true, path, (request, response) -> other(request, response, allow));
    }

    /** What begins with it. Helidon's own matcher takes a prefix that ends in a slash for good without it, too. */
    private static PathMatcher below(String prefix) {
        PathMatcher begins = PathMatchers.prefix(prefix);
        return new PathMatcher() {
            @Override
            public PathMatchers.MatchResult match(UriPath path) {
                return path.path().startsWith(prefix) ? begins.match(path) : PathMatchers.MatchResult.notAccepted();
            }

            @Override
            public PathMatchers.PrefixMatchResult prefixMatch(UriPath path) {
                return path.path().startsWith(prefix) ? begins.prefixMatch(path) : PathMatchers.PrefixMatchResult.notAccepted();
            }
        };
    }

    private static void other(ServerRequest request, ServerResponse response, String allow) {
        response.header(HeaderNames.ALLOW, allow);
        if (request.prologue().method().equals(Method.OPTIONS)) {
            // not 204: Helidon gives it a Content-Length, which RFC 9110 section 8.6 forbids
            response.send();
        } else {
            JsonAnswers.send(request, response, RpcError.refusal(405, "This address takes " + allow + "."));
        }
    }
}
