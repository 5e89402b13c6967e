package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * Bytes in a resource.
 *
 * @param uri      where they are
 * @param mimeType what they are
 * @param blob     in Base64 (RFC 4648 section 4)
 */
public record BlobResourceContents(String uri, String mimeType, String blob) implements ResourceContents {

    @Override
    public JsonObject toJson() {
        return JsonCodec.object().add("uri", uri).add("mimeType", mimeType).add("blob", blob).build();
    }
}
