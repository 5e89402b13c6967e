package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;
import sigil.mcp.core.RpcError;

/**
 * Where a request ends is never guessed (RFC 9112 section 6), and a connection that was asked to close closes. Helidon takes a transfer coding
 * that it does not know for no body at all, and of two lengths the first; so what follows would be read as a request of its own.
 */
final class FramingGuard implements Filter {

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!clear(request.headers())) {
            throw refuse(request, response, RpcError.refusal(400, "Where the body of this request ends is not clear."
                    + " Send one Content-Length, or Transfer-Encoding: chunked."));
        }
        boolean close = asksToClose(request.headers());
        if (close) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        chain.proceed();
        if (close) {
            // Helidon would announce the close and keep the socket until its idle timeout
            throw new CloseConnectionException("The client asked for it");
        }
    }

    /** Answers; what is returned closes the connection when it is thrown, since nothing that is left on it can be trusted. */
    static CloseConnectionException refuse(ServerRequest request, ServerResponse response, RpcError error) {
        RequestRecord.of(request).refused("framing");
        response.header(HeaderValues.CONNECTION_CLOSE);
        JsonAnswers.send(request, response, error);
        return new CloseConnectionException("The end of the body is in doubt");
    }

    private static boolean clear(Headers headers) {
        List<String> lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
        List<String> codings = headers.all(HeaderNames.TRANSFER_ENCODING, List::of);
        if (codings.isEmpty()) {
            return lengths.isEmpty() || lengths.size() == 1 && isLength(lengths.getFirst());
        }
        return lengths.isEmpty() && codings.equals(List.of("chunked"));
    }

    private static boolean isLength(String value) {
        return !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean asksToClose(Headers headers) {
        return headers.contains(HeaderNames.CONNECTION) && headers.all(HeaderNames.CONNECTION, List::of).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }
}
