package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * The contents of a resource inside a result or a prompt.
 *
 * @param resource the contents with their URI
 */
public record EmbeddedResource(ResourceContents resource) implements ContentBlock {

    @Override
    public JsonObject toJson() {
        return JsonCodec.object().add("type", "resource").add("resource", resource.toJson()).build();
    }
}
