package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * Text.
 *
 * @param text its characters
 */
public record TextContent(String text) implements ContentBlock {

    @Override
    public JsonObject toJson() {
        return JsonCodec.object().add("type", "text").add("text", text).build();
    }
}
