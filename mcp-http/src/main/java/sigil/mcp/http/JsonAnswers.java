package sigil.mcp.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.RequestId;
import sigil.mcp.core.RpcError;

/** Sends a JSON body in one write. */
final class JsonAnswers {

    private JsonAnswers() {
    }

    static byte[] bytes(RpcError error) {
        return JsonCodec.bytes(error.response(Optional.empty()));
    }

    static void send(ServerResponse response, int status, JsonObject body) {
        response.status(Status.create(status)).header(HeaderValues.CONTENT_TYPE_JSON).send(JsonCodec.bytes(body));
    }

    static void send(ServerResponse response, RpcError error, Optional<RequestId> id) {
        send(response, error.httpStatus(), error.response(id));
    }

    static void send(ServerResponse response, RpcError error) {
        send(response, error, Optional.empty());
    }
}
