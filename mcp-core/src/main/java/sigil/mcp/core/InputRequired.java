package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Ends a modern call whose client must come back with answers: it passes through the handler to the method table. */
final class InputRequired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<InputRequest<?>> requests;
    private final String requestState;

    InputRequired(List<InputRequest<?>> requests, String requestState) {
        super("The client must answer first", null, false, false);
        this.requests = requests;
        this.requestState = requestState;
    }

    /** The members of an {@code InputRequiredResult}, without what every result has. */
    JsonObject toJson() {
        JsonObjectBuilder asked = JsonCodec.object();
        requests.forEach(request -> asked.add(request.key(), inputRequest(request)));
        return JsonCodec.object().add("inputRequests", asked).add("requestState", requestState).build();
    }

    static JsonObject inputRequest(InputRequest<?> request) {
        return JsonCodec.object().add("method", request.method()).add("params", request.params()).build();
    }
}
