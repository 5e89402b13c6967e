package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * The definition of a prompt, as {@code prompts/list} shows it.
 *
 * @param name        unique in a server
 * @param title       for people
 * @param description for people: what it is good for
 * @param arguments   what is filled in
 */
public record Prompt(String name, String title, String description, List<PromptArgument> arguments) {

    /** Copies the arguments. */
    public Prompt {
        arguments = List.copyOf(arguments);
    }

    JsonObject toJson() {
        var list = JsonCodec.array();
        arguments.forEach(argument -> list.add(argument.toJson()));
        return JsonCodec.object()
                .add("name", name)
                .add("title", title)
                .add("description", description)
                .add("arguments", list)
                .build();
    }
}
