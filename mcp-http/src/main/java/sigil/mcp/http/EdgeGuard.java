package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import sigil.mcp.core.RpcError;

/**
 * The first check of a request, before anyone is asked for a token: is it meant for this server, and does it come from where it may? That
 * keeps a page in the owner's own browser from reaching a server on his loopback interface by a name that was rebound to it.
 */
final class EdgeGuard implements Filter {
    private final HostRules rules;
    private final PublicRoutes publicRoutes;

    EdgeGuard(HostRules rules, PublicRoutes publicRoutes) {
        this.rules = rules;
        this.publicRoutes = publicRoutes;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (!rules.allowsHost(host) || !rules.allowsTarget(request.prologue().uriPath().rawPath())) {
            refuse(request, response, "host", "This server does not answer to the name in the Host header."
                    + " The owner can add it to server.allowed_hosts.");
            return;
        }
        if (request.headers().contains(HeaderNames.ORIGIN) && !publicRoutes.allowsAnyOrigin(request)
                && !request.headers().all(HeaderNames.ORIGIN, List::of).stream().allMatch(rules::allowsOrigin)) {
            refuse(request, response, "origin", "Pages of this Origin may not use this server."
                    + " The owner can add it to server.allowed_origins.");
            return;
        }
        chain.proceed();
    }

    private static void refuse(RoutingRequest request, RoutingResponse response, String what, String message) {
        RequestRecord.of(request).refused(what);
        JsonAnswers.send(request, response, RpcError.refusal(403, message));
    }
}
