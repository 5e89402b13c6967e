package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonValue;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.RequestId;
import sigil.mcp.core.RpcError;

/** Sends a whole body in one write. */
final class JsonAnswers {

    private JsonAnswers() {
    }

    static void send(ServerRequest request, ServerResponse response, int status, JsonValue body) {
        response.status(Status.create(status));
        send(request, response, HeaderValues.CONTENT_TYPE_JSON, JsonCodec.bytes(body));
    }

    /** An error, in the words of whatever the request was for. */
    static void send(ServerRequest request, ServerResponse response, RpcError error, Optional<RequestId> id) {
        if (Problem.isFor(request.path().path())) {
            new Problem(error.httpStatus(), error.message()).send(request, response);
        } else {
            send(request, response, error.httpStatus(), error.response(id));
        }
    }

    static void send(ServerRequest request, ServerResponse response, RpcError error) {
        send(request, response, error, Optional.empty());
    }

    /** Sends a whole body; to {@code HEAD}, which Helidon treats like any other method, only how long it would be. */
    static void send(ServerRequest request, ServerResponse response, Header contentType, byte[] body) {
        response.header(contentType);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length)).send();
        } else {
            response.send(body);
        }
    }
}
