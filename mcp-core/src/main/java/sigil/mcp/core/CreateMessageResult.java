package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model answered.
 *
 * @param model   which model it was
 * @param content its blocks as they came
 */
public record CreateMessageResult(String model, List<JsonObject> content) {

    /** Copies the content. */
    public CreateMessageResult {
        content = List.copyOf(content);
    }

    /**
     * What it said.
     *
     * @return the text of its blocks, one after the other
     */
    public String text() {
        return content.stream()
                .filter(block -> "text".equals(JsonCodec.string(block, "type").orElse("")))
                .map(block -> JsonCodec.string(block, "text").orElse(""))
                .collect(Collectors.joining("\n"));
    }

    static CreateMessageResult decode(JsonObject result) {
        String model = JsonCodec.string(result, "model").orElseThrow(() -> new IllegalArgumentException("model must be a string"));
        return switch (result.get("content")) {
            case JsonObject block -> new CreateMessageResult(model, List.of(block));
            case JsonArray blocks when blocks.stream().allMatch(JsonObject.class::isInstance) ->
                    new CreateMessageResult(model, blocks.getValuesAs(JsonValue::asJsonObject));
            case null, default -> throw new IllegalArgumentException("content must be a block or an array of blocks");
        };
    }
}
