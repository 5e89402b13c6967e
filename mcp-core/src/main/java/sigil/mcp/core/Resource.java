package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * Something that a client can read, as {@code resources/list} shows it.
 *
 * @param uri         an absolute URI (RFC 3986), unique in a server
 * @param name        for programs
 * @param title       for people
 * @param description for models, may be empty
 * @param mimeType    such as {@code text/markdown}
 */
public record Resource(String uri, String name, String title, String description, String mimeType) {

    JsonObject toJson() {
        var json = JsonCodec.object().add("uri", uri).add("name", name).add("title", title);
        if (!description.isEmpty()) {
            json.add("description", description);
        }
        return json.add("mimeType", mimeType).build();
    }
}
