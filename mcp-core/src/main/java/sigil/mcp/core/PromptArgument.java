package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * Something that a person fills in before a prompt is used.
 *
 * @param name        for programs
 * @param description for people
 * @param required    whether it must be there
 */
public record PromptArgument(String name, String description, boolean required) {

    JsonObject toJson() {
        return JsonCodec.object().add("name", name).add("description", description).add("required", required).build();
    }
}
