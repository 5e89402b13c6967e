package sigil.mcp.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
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
        Connection connection = Connection.current();
        consume(request, response);
        connection.clock().rest();
        connection.rest(idleTimeout);
    }

    /** What nobody read of the body, as Helidon would after this; but its sender has only so much time for it. */
    private static void consume(RoutingRequest request, RoutingResponse response) {
        if (!response.headers().contains(HeaderValues.CONNECTION_CLOSE) && request.content().hasEntity() && !request.content().consumed()) {
            try {
                request.content().consume();
            } catch (RuntimeException e) {
                throw new CloseConnectionException("The rest of the body broke off", e);
            }
        }
    }
}
