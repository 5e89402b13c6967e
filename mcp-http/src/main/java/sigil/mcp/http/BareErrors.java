package sigil.mcp.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.RpcError;

/**
 * The responses that Helidon gives by itself: to a broken request line, a header that is none, a body that is too large, an exception that
 * nobody caught. They get the same headers, the same kind of body and, where no route was reached, a line in the access log.
 */
final class BareErrors {
    /** What Helidon says, with status 400, of headers over its limit; a test holds it to that. */
    private static final String HEADERS_TOO_LARGE = "Header size exceeded";

    /** What Helidon says, with status 400, of a body that is compressed; a test holds it to that. */
    private static final String ENCODED = "Content-Encoding header present when content encoding is disabled";

    /** Helidon has no phrase for it. */
    static final Status TOO_LARGE = Status.create(431, "Request Header Fields Too Large");

    private final AccessLog log;

    BareErrors(AccessLog log) {
        this.log = log;
    }

    DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            builder.addHandler(type, this::answer);
        }
        return builder.build();
    }

    private DirectHandler.TransportResponse answer(DirectHandler.TransportRequest request, DirectHandler.EventType type, Status given,
                                                   ServerResponseHeaders headers, String message) {
        Status status = HEADERS_TOO_LARGE.equals(message) ? TOO_LARGE : ENCODED.equals(message) ? Status.UNSUPPORTED_MEDIA_TYPE_415 : given;
        BufferingHeaders.set(headers);
        boolean action = Problem.isFor(request.path());
        headers.set(action ? Problem.CONTENT_TYPE : HeaderValues.CONTENT_TYPE_JSON);
        byte[] body = request.method().equals("HEAD")
                ? new byte[0]
                : JsonCodec.bytes(action ? new Problem(status.code(), sentence(status)).toJson()
                        : RpcError.refusal(status.code(), sentence(status)).response(Optional.empty()));
        log.unrouted(request, status, body.length);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(type.keepAlive())
                .entity(body)
                .build();
    }

    private static String sentence(Status status) {
        return switch (status.code()) {
            case 400 -> "The request is not valid HTTP/1.1. Check its request line, headers and framing.";
            case 404 -> "There is nothing here. MCP is served at /mcp and at /.";
            case 413 -> "The body is larger than this server accepts (limits.max_body_bytes).";
            case 414 -> "The request line is longer than this server accepts.";
            case 415 -> "The body is encoded (Content-Encoding). Send it as it is.";
            case 431 -> "The headers are larger than this server accepts (limits.max_header_bytes).";
            case 505 -> "Only HTTP/1.1 is spoken here.";
            case 500 -> "A fault in the server. The owner finds the cause in its log.";
            default -> status.reasonPhrase();
        };
    }
}
