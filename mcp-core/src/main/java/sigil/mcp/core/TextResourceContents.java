package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * Text in a resource.
 *
 * @param uri      where it is
 * @param mimeType what it is
 * @param text     its characters
 */
public record TextResourceContents(String uri, String mimeType, String text) implements ResourceContents {

    @Override
    public JsonObject toJson() {
        return JsonCodec.object().add("uri", uri).add("mimeType", mimeType).add("text", text).build();
    }
}
