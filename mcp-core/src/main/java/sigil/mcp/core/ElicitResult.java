package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * What a person answered.
 *
 * @param action  accepted, declined, or went away
 * @param content what was filled in, valid against the form; empty unless accepted
 */
public record ElicitResult(Action action, JsonObject content) {

    /** What a person did with a question. */
    public enum Action {
        /** Answered it. */
        ACCEPT,
        /** Said no. */
        DECLINE,
        /** Closed it. */
        CANCEL
    }

    static ElicitResult decode(JsonObject result) {
        Action action = switch (JsonCodec.string(result, "action").orElse("")) {
            case "accept" -> Action.ACCEPT;
            case "decline" -> Action.DECLINE;
            case "cancel" -> Action.CANCEL;
            default -> throw new IllegalArgumentException("action must be accept, decline or cancel");
        };
        JsonObject content = switch (result.get("content")) {
            case null -> JsonValue.EMPTY_JSON_OBJECT;
            case JsonObject given -> given;
            default -> throw new IllegalArgumentException("content must be an object");
        };
        return new ElicitResult(action, content);
    }
}
