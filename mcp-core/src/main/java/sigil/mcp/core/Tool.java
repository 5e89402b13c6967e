package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * The definition of a tool, as {@code tools/list} shows it.
 *
 * @param name         1 to 128 of {@code A-Za-z0-9_.-}, unique in a server
 * @param title        for people
 * @param description  for models: when to use it and what comes back
 * @param inputSchema  JSON Schema 2020-12 of the arguments, an object type; {@code x-mcp-header} in it is heeded (2026-07-28)
 * @param outputSchema JSON Schema 2020-12 of the structured result, which every result that is not an error then has
 * @param annotations  what it does to the world
 * @param taskSupport  whether a call may go on as a task
 * @param example      arguments of a typical call, for documents that show one; {@code tools/list} does not
 * @param answer       the output schema with all that a result may hold, for documents; {@code tools/list} has the other one, since a model pays for
 *                     each of its words
 */
public record Tool(String name, String title, String description, JsonObject inputSchema, Optional<JsonObject> outputSchema,
                   ToolAnnotations annotations, TaskSupport taskSupport, Optional<JsonObject> example, Optional<JsonObject> answer) {

    /** Refuses a name that the specification does not allow. */
    public Tool {
        if (!name.matches("[A-Za-z0-9_.-]{1,128}")) {
            throw new IllegalArgumentException("A tool's name is 1 to 128 of A-Z a-z 0-9 _ . - and not: " + name);
        }
    }

    /**
     * A tool of which documents say no more than {@code tools/list}.
     *
     * @param name         its name
     * @param title        for people
     * @param description  for models
     * @param inputSchema  of its arguments
     * @param outputSchema of its structured result, where it has one
     * @param annotations  what it does to the world
     * @param taskSupport  whether a call may go on as a task
     */
    public Tool(String name, String title, String description, JsonObject inputSchema, Optional<JsonObject> outputSchema,
                ToolAnnotations annotations, TaskSupport taskSupport) {
        this(name, title, description, inputSchema, outputSchema, annotations, taskSupport, Optional.empty(), Optional.empty());
    }

    /**
     * A tool with a structured result, whose calls are never tasks.
     *
     * @param name         its name
     * @param title        for people
     * @param description  for models
     * @param inputSchema  of its arguments
     * @param outputSchema of its structured result
     * @param annotations  what it does to the world
     */
    public Tool(String name, String title, String description, JsonObject inputSchema, JsonObject outputSchema,
                ToolAnnotations annotations) {
        this(name, title, description, inputSchema, Optional.of(outputSchema), annotations, TaskSupport.FORBIDDEN);
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
        JsonObjectBuilder json = JsonCodec.object()
                .add("name", name)
                .add("title", title)
                .add("description", description)
                .add("inputSchema", inputSchema);
        outputSchema.ifPresent(schema -> json.add("outputSchema", schema));
        return json.add("annotations", annotations.toJson()).build();
    }
}
