package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * What a caller is told who lacks the scope of what he asks for. A call of a tool is refused by a result, since ChatGPT offers its user to authorize
 * again only where a result has the challenge of its transport in {@code _meta}; anything else is refused by an error.
 */
final class ScopeRefusal {
    private static final String CHALLENGES = "mcp/www_authenticate";

    private ScopeRefusal() {
    }

    static Reply.Forbidden of(Exchange exchange, MethodTable.Shapes shapes, Scope needed) {
        Message.Request request = exchange.request();
        Optional<String> challenge = exchange.peer().outlet().challenge(needed);
        Optional<JsonObject> result = request.method().equals("tools/call")
                ? Optional.of(challenged(shapes.toolResult(CallToolResult.error(Reply.Forbidden.sentence(needed))), challenge))
                : Optional.empty();
        return new Reply.Forbidden(request.id(), needed, challenge, result);
    }

    private static JsonObject challenged(JsonObject result, Optional<String> challenge) {
        if (challenge.isEmpty()) {
            return result;
        }
        JsonObject meta = JsonCodec.object(result, "_meta").orElse(JsonValue.EMPTY_JSON_OBJECT);
        return JsonCodec.object(result)
                .add("_meta", JsonCodec.object(meta).add(CHALLENGES, JsonCodec.array().add(challenge.get())))
                .build();
    }
}
