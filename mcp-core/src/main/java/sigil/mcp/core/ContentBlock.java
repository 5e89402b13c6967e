package sigil.mcp.core;

import jakarta.json.JsonObject;

/** A piece of a result that a model reads. */
public sealed interface ContentBlock permits TextContent {

    /**
     * The block on the wire.
     *
     * @return an object with its {@code type}
     */
    JsonObject toJson();
}
