package sigil.mcp.core;

import jakarta.json.JsonObject;

/** What is in a resource. */
public sealed interface ResourceContents permits TextResourceContents, BlobResourceContents {

    /**
     * Where it is.
     *
     * @return the URI of the resource, or of the part of it that this is
     */
    String uri();

    /**
     * What it is.
     *
     * @return its media type, such as {@code text/plain}
     */
    String mimeType();

    /**
     * The contents on the wire.
     *
     * @return an object with {@code text} or {@code blob}
     */
    JsonObject toJson();
}
