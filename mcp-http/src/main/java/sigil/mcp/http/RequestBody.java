package sigil.mcp.http;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import sigil.mcp.core.RpcError;

/** The whole body of a request, within the limit that Helidon holds. */
final class RequestBody {

    private static final RpcError BAD_CHUNKS = RpcError.refusal(400, "The chunks of the body are not valid.");

    private RequestBody() {
    }

    /**
     * Reads it.
     *
     * @throws CloseConnectionException if there is no whole body; where somebody may still be listening, it was answered
     */
    static byte[] read(ServerRequest request, ServerResponse response) {
        try {
            // closed only when it is done: to close it is to read on, and after a fault there is nothing to wait for
            InputStream in = request.content().inputStream();
            long length = request.headers().contentLength().orElse(-1);
            byte[] body = length >= 0 ? in.readNBytes((int) length) : in.readAllBytes();
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
