package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * Asks the client what it works on.
 *
 * @param key tells it from others of the same call
 */
public record ListRootsRequest(String key) implements InputRequest<ListRootsResult> {

    @Override
    public String method() {
        return "roots/list";
    }

    @Override
    public JsonObject params() {
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @Override
    public JsonObject capability() {
        return JsonCodec.object().add("roots", JsonValue.EMPTY_JSON_OBJECT).build();
    }

    @Override
    public boolean supportedBy(ClientCapabilities client) {
        return client.roots();
    }

    @Override
    public ListRootsResult decode(JsonObject result) {
        return ListRootsResult.decode(result);
    }
}
