package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * Puts a form before a person. Never for secrets: those go through {@link ElicitUrlRequest}.
 *
 * @param key             tells it from others of the same call
 * @param message         what the person is asked
 * @param requestedSchema a flat JSON Schema object of strings, numbers, booleans and choices
 */
public record ElicitRequest(String key, String message, JsonObject requestedSchema) implements InputRequest<ElicitResult> {

    @Override
    public String method() {
        return "elicitation/create";
    }

    @Override
    public JsonObject params() {
        return JsonCodec.object().add("mode", "form").add("message", message).add("requestedSchema", requestedSchema).build();
    }

    @Override
    public JsonObject capability() {
        return JsonCodec.object().add("elicitation", JsonCodec.object().add("form", JsonValue.EMPTY_JSON_OBJECT)).build();
    }

    @Override
    public boolean supportedBy(ClientCapabilities client) {
        return client.elicitationForm();
    }

    @Override
    public ElicitResult decode(JsonObject result) {
        ElicitResult answer = ElicitResult.decode(result);
        if (answer.action() == ElicitResult.Action.ACCEPT) {
            List<String> errors = new SchemaValidator(requestedSchema).errors(answer.content());
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException("The answer does not fit the form: " + String.join("; ", errors));
            }
        }
        return answer;
    }
}
