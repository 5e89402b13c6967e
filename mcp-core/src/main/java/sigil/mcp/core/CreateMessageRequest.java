package sigil.mcp.core;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/**
 * Asks the model of the client.
 *
 * @param key       tells it from others of the same call
 * @param messages  what the model reads
 * @param maxTokens how long its answer may be, at least 1
 */
public record CreateMessageRequest(String key, List<PromptMessage> messages, int maxTokens) implements InputRequest<CreateMessageResult> {

    /** Copies the messages. */
    public CreateMessageRequest {
        messages = List.copyOf(messages);
    }

    @Override
    public String method() {
        return "sampling/createMessage";
    }

    @Override
    public JsonObject params() {
        return JsonCodec.object().add("messages", messages(messages, ContentBlock::toJson)).add("maxTokens", maxTokens).build();
    }

    static JsonArrayBuilder messages(List<PromptMessage> messages, Function<ContentBlock, JsonObject> block) {
        JsonArrayBuilder list = JsonCodec.array();
        messages.forEach(message -> list.add(JsonCodec.object()
                .add("role", message.role().wire())
                .add("content", block.apply(message.content()))));
        return list;
    }

    @Override
    public JsonObject capability() {
        return JsonCodec.object().add("sampling", JsonValue.EMPTY_JSON_OBJECT).build();
    }

    @Override
    public boolean supportedBy(ClientCapabilities client) {
        return client.sampling();
    }

    @Override
    public CreateMessageResult decode(JsonObject result) {
        return CreateMessageResult.decode(result);
    }
}
