package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * A pointer to a resource that the client can read. Revisions before 2025-06-18 have no such block; their clients get the URI as text.
 *
 * @param resource the resource
 */
public record ResourceLink(Resource resource) implements ContentBlock {

    @Override
    public JsonObject toJson() {
        return JsonCodec.object(resource.toJson()).add("type", "resource_link").build();
    }
}
