package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * A program and its version, as both sides introduce themselves.
 *
 * @param name    for machines
 * @param title   for people
 * @param version its version
 */
public record Implementation(String name, String title, String version) {

    JsonObject toJson() {
        return JsonCodec.object().add("name", name).add("title", title).add("version", version).build();
    }
}
