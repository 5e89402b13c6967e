package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * The definition of a tool, as {@code tools/list} shows it.
 *
 * @param name         1 to 128 of {@code A-Za-z0-9_.-}, unique in a server
 * @param title        for people
 * @param description  for models: when to use it and what comes back
 * @param inputSchema  JSON Schema 2020-12 of the arguments, an object type
 * @param outputSchema JSON Schema 2020-12 of the structured result, which every result that is not an error has
 * @param annotations  what it does to the world
 */
public record Tool(String name, String title, String description, JsonObject inputSchema, JsonObject outputSchema,
                   ToolAnnotations annotations) {

    /** Refuses a name that the specification does not allow. */
    public Tool {
        if (!name.matches("[A-Za-z0-9_.-]{1,128}")) {
            throw new IllegalArgumentException("A tool's name is 1 to 128 of A-Z a-z 0-9 _ . - and not: " + name);
        }
    }

    /**
     * What a caller must be allowed to call it.
     *
     * @return {@link Scope#READ} for a tool that changes nothing
     */
    public Scope scope() {
        return annotations.readOnlyHint() ? Scope.READ : Scope.WRITE;
    }

    JsonObject toJson() {
        return JsonCodec.object()
                .add("name", name)
                .add("title", title)
                .add("description", description)
                .add("inputSchema", inputSchema)
                .add("outputSchema", outputSchema)
                .add("annotations", annotations.toJson())
                .build();
    }
}
