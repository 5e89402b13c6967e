package sigil.mcp.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;

/** The outermost filter: after everything about a request is done, the connection waits for the next one. */
final class ConnectionRest implements Filter {
    private final Duration idleTimeout;

    ConnectionRest(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        chain.proceed();
        Connection.current().rest(idleTimeout);
    }
}
