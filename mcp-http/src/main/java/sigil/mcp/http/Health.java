package sigil.mcp.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import sigil.mcp.core.JsonCodec;

/** {@code /healthz}: the process answers. {@code /readyz}: each of its parts works. Neither says more to a stranger than up or down. */
final class Health {
    private static final byte[] UP = JsonCodec.bytes(JsonCodec.object().add("status", "UP").build());

    private final List<Readiness> parts;

    Health(List<Readiness> parts) {
        this.parts = List.copyOf(parts);
    }

    void live(ServerRequest request, ServerResponse response) {
        send(request, response, Status.OK_200, UP);
    }

    void ready(ServerRequest request, ServerResponse response) {
        JsonObjectBuilder checks = JsonCodec.object();
        boolean up = true;
        for (Readiness part : parts) {
            boolean works = part.check().getAsBoolean();
            checks.add(part.name(), word(works));
            up &= works;
        }
        JsonObject body = JsonCodec.object().add("status", word(up)).add("checks", checks).build();
        send(request, response, up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, JsonCodec.bytes(body));
    }

    private static String word(boolean works) {
        return works ? "UP" : "DOWN";
    }

    private static void send(ServerRequest request, ServerResponse response, Status status, byte[] body) {
        JsonAnswers.send(request, response.status(status), HeaderValues.CONTENT_TYPE_JSON, body);
    }
}
