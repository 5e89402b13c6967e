package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * Sends a person to an address, for what must not pass through the client.
 *
 * @param key     tells it from others of the same call
 * @param message why the person should go there
 * @param url     the address
 */
public record ElicitUrlRequest(String key, String message, String url) implements InputRequest<ElicitResult> {

    @Override
    public String method() {
        return "elicitation/create";
    }

    @Override
    public JsonObject params() {
        return JsonCodec.object().add("mode", "url").add("message", message).add("url", url).build();
    }

    @Override
    public JsonObject capability() {
        return JsonCodec.object().add("elicitation", JsonCodec.object().add("url", JsonValue.EMPTY_JSON_OBJECT)).build();
    }

    @Override
    public boolean supportedBy(ClientCapabilities client) {
        return client.elicitationUrl();
    }

    @Override
    public ElicitResult decode(JsonObject result) {
        return ElicitResult.decode(result);
    }
}
