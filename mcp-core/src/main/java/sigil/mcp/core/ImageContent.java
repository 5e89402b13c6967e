package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * A picture.
 *
 * @param data     its bytes in Base64 (RFC 4648 section 4)
 * @param mimeType such as {@code image/png}
 */
public record ImageContent(String data, String mimeType) implements ContentBlock {

    @Override
    public JsonObject toJson() {
        return JsonCodec.object().add("type", "image").add("data", data).add("mimeType", mimeType).build();
    }
}
