package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets web pages read what they are answered (Fetch standard, "HTTP CORS protocol"), refusals too: a page may be a client like any other. It stands
 * behind the {@link EdgeGuard}, so an {@code Origin} that comes this far is allowed, and before the gate, since a browser asks for permission without
 * the token that the page will send. {@code Access-Control-Allow-Credentials} is never sent: what a browser would add by itself opens nothing here.
 */
final class CrossOrigin implements Filter {
    private static final Header ANY_ORIGIN = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    private static final Header VARY_ORIGIN = HeaderValues.createCached(HeaderNames.VARY, "Origin");
    private static final Header EXPOSE =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Mcp-Session-Id, WWW-Authenticate, MCP-Protocol-Version");
    private static final Header METHODS = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, DELETE");
    private static final Header METHODS_OF_DOCUMENTS = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD");
    /** The longest that a browser keeps a permission. */
    private static final Header MAX_AGE = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "7200");
    private static final List<String> REQUEST_HEADERS = List.of("Authorization", "Content-Type", "Accept", "MCP-Protocol-Version", "Mcp-Session-Id",
            "Mcp-Method", "Mcp-Name", "Last-Event-ID");
    /** 2026-07-28 mirrors arguments in headers, whose names the tools choose. */
    private static final Pattern PARAMETER_HEADER = Pattern.compile("mcp-param-[a-z0-9!#$%&'*+.^_`|~-]+", Pattern.CASE_INSENSITIVE);

    private final PublicRoutes publicRoutes;

    CrossOrigin(PublicRoutes publicRoutes) {
        this.publicRoutes = publicRoutes;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        boolean document = publicRoutes.allowsAnyOrigin(request);
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        if (document) {
            response.header(ANY_ORIGIN);
        } else if (origin.isPresent()) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin.get());
            response.header(VARY_ORIGIN);
            response.header(EXPOSE);
        }
        if (origin.isPresent() && asksForPermission(request)) {
            permit(request, response, document ? METHODS_OF_DOCUMENTS : METHODS);
        } else {
            chain.proceed();
        }
    }

    private static boolean asksForPermission(RoutingRequest request) {
        return request.prologue().method().equals(Method.OPTIONS) && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void permit(RoutingRequest request, RoutingResponse response, Header methods) {
        Stream<String> asked = request.headers().all(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, List::of).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .filter(name -> PARAMETER_HEADER.matcher(name).matches());
        response.header(methods)
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, Stream.concat(REQUEST_HEADERS.stream(), asked).collect(Collectors.joining(", ")))
                .header(MAX_AGE)
                // not 204: Helidon gives it a Content-Length, which RFC 9110 section 8.6 forbids
                .send();
    }
}
