package sigil.mcp.core;

import jakarta.json.JsonObject;

/** A piece of a result or of a prompt that a model reads. */
public sealed interface ContentBlock permits TextContent, ImageContent, AudioContent, EmbeddedResource, ResourceLink {

    /**
     * The block on the wire, as the newest revision has it.
     *
     * @return an object with its {@code type}
     */
    JsonObject toJson();
}
