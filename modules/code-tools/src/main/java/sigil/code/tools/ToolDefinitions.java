package sigil.code.tools;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.TaskSupport;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;

/**
 * What {@code tools.json} says, and {@code answers.json} of all that an answer may hold.
 *
 * @param instructions how to use the tools together
 * @param tools        their definitions, in the order of the file
 * @param unlisted     names of those of which clients are not told
 */
record ToolDefinitions(String instructions, List<Tool> tools, Set<String> unlisted) {

    /** Of a tool that has the server work, and changes nothing that belongs to the owner. */
    private static final ToolAnnotations WORKING = new ToolAnnotations(false, false, true, false);

    static ToolDefinitions read() {
        JsonObject file = Definitions.read("tools.json");
        JsonObject answers = Definitions.read("answers.json");
        List<JsonObject> definitions = file.getJsonArray("tools").getValuesAs(JsonObject.class);
        return new ToolDefinitions(file.getString("instructions"), definitions.stream().map(definition -> tool(definition, definitions, answers)).toList(),
                definitions.stream().filter(definition -> !definition.getBoolean("listed", true))
                        .map(definition -> definition.getString("name")).collect(Collectors.toSet()));
    }

    private static Tool tool(JsonObject definition, List<JsonObject> all, JsonObject answers) {
        String name = definition.getString("name");
        return new Tool(name, definition.getString("title"), definition.getString("description"),
                definition.getJsonObject("inputSchema"), Optional.of(outputSchema(definition, all)),
                definition.getBoolean("readOnly", true) ? ToolAnnotations.READ_ONLY : WORKING, TaskSupport.FORBIDDEN,
                Optional.of(definition.getJsonObject("example")),
                Optional.of(answers.getJsonObject(JsonCodec.string(definition, "outputSchemaOf").orElse(name))));
    }

    /** Its own, or that of the tool whose answer it gives. */
    private static JsonObject outputSchema(JsonObject definition, List<JsonObject> all) {
        return JsonCodec.string(definition, "outputSchemaOf")
                .flatMap(name -> all.stream().filter(other -> other.getString("name").equals(name)).findFirst())
                .orElse(definition)
                .getJsonObject("outputSchema");
    }
}
