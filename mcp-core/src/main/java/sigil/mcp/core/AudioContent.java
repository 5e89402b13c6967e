package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * Sound. The first revision has no such block; its clients get a text that says so.
 *
 * @param data     its bytes in Base64 (RFC 4648 section 4)
 * @param mimeType such as {@code audio/wav}
 */
public record AudioContent(String data, String mimeType) implements ContentBlock {

    @Override
    public JsonObject toJson() {
        return JsonCodec.object().add("type", "audio").add("data", data).add("mimeType", mimeType).build();
    }
}
