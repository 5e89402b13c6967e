package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import sigil.mcp.core.RpcError;

/** The whole body of a request, within the limit that Helidon holds. */
final class RequestBody {

    private static final RpcError BAD_CHUNKS = RpcError.refusal(400, "The chunks of the body are not valid.");

    private RequestBody() {
    }

    /** How long it says it is: the digits that {@link FramingGuard} let pass. Helidon converts them by looking a mapper up, each time it is asked. */
    static OptionalLong length(ServerRequest request) {
        Headers headers = request.headers();
        return headers.contains(HeaderNames.CONTENT_LENGTH)
                ? OptionalLong.of(Long.parseLong(headers.get(HeaderNames.CONTENT_LENGTH).get()))
                : OptionalLong.empty();
    }

    /**
     * Reads it.
     *
     * @param length of it, where that was said
     * @throws CloseConnectionException if there is no whole body; where somebody may still be listening, it was answered
     */
    static byte[] read(ServerRequest request, ServerResponse response, OptionalLong length) {
        try {
            // closed only when it is done: to close it is to read on, and after a fault there is nothing to wait for
            InputStream in = request.content().inputStream();
            byte[] body = length.isPresent() ? in.readNBytes((int) length.getAsLong()) : in.readAllBytes();
            in.close();
            return body;
        } catch (RequestException e) {
            throw FramingGuard.refuse(request, response, e.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                    ? RpcError.refusal(413, "The body is larger than this server accepts (limits.max_body_bytes).")
                    : BAD_CHUNKS);
        } catch (NumberFormatException e) {
            // what Helidon makes of a chunk size that is no number
            throw FramingGuard.refuse(request, response, BAD_CHUNKS);
        } catch (IOException | RuntimeException e) {
            // it broke off, and so did the client
            throw new CloseConnectionException("The body broke off", e);
        }
    }
}
