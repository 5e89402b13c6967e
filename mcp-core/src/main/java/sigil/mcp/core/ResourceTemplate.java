package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * A whole family of resources, as {@code resources/templates/list} shows it.
 *
 * @param uriTemplate a URI template (RFC 6570), unique in a server
 * @param name        for programs
 * @param title       for people
 * @param description for models
 * @param mimeType    of each of them, or empty where they differ
 */
public record ResourceTemplate(String uriTemplate, String name, String title, String description, String mimeType) {

    JsonObject toJson() {
        var json = JsonCodec.object()
                .add("uriTemplate", uriTemplate)
                .add("name", name)
                .add("title", title)
                .add("description", description);
        if (!mimeType.isEmpty()) {
            json.add("mimeType", mimeType);
        }
        return json.build();
    }
}
