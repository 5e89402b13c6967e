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
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import sigil.mcp.core.RpcError;

/** The whole body of a request, within the limit that Helidon holds. */
final class RequestBody {

    private static final RpcError BAD_CHUNKS = RpcError.refusal(400, "The chunks of the body are not valid.");

    private RequestBody() {
    }

    /**
     * Reads it.
     *
     * @param most  how large it may be
     * @param share of the memory for bodies that are not small
     * @return the body, or empty where there is no memory for it at the moment
     * @throws CloseConnectionException if there is no whole body; where somebody may still be listening, it was answered
     */
    static Optional<byte[]> read(ServerRequest request, ServerResponse response, int most, BodySpace.Share share) {
        try {
            OptionalLong length = length(request);
            if (length.isPresent() && length.getAsLong() > BodySpace.SMALL && !share.take(Math.min(length.getAsLong(), most))) {
                return Optional.empty();
            }
            // closed only when it is done: to close it is to read on, and after a fault there is nothing to wait for
            InputStream in = request.content().inputStream();
            Optional<byte[]> body = length.isPresent() ? Optional.of(in.readNBytes((int) length.getAsLong())) : unmeasured(in, most, share);
            if (body.isPresent()) {
                RequestRecord.of(request).read(body.get().length);
                in.close();
            }
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

    /** The digits that {@link FramingGuard} let pass. Helidon converts them by looking a mapper up, each time it is asked. */
    private static OptionalLong length(ServerRequest request) {
        Headers headers = request.headers();
        return headers.contains(HeaderNames.CONTENT_LENGTH)
                ? OptionalLong.of(Long.parseLong(headers.get(HeaderNames.CONTENT_LENGTH).get()))
                : OptionalLong.empty();
    }

    /** A body that does not say how long it is may be as large as any once it is no small one. */
    private static Optional<byte[]> unmeasured(InputStream in, int most, BodySpace.Share share) throws IOException {
        byte[] beginning = in.readNBytes(BodySpace.SMALL + 1);
        if (beginning.length <= BodySpace.SMALL) {
            return Optional.of(beginning);
        }
        if (!share.take(most)) {
            return Optional.empty();
        }
        byte[] rest = in.readAllBytes();
        byte[] body = Arrays.copyOf(beginning, beginning.length + rest.length);
        System.arraycopy(rest, 0, body, beginning.length, rest.length);
        share.take(body.length);
        return Optional.of(body);
    }
}
