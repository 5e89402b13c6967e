package sigil.code.tools;

import jakarta.json.JsonObject;
import java.util.List;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;

/**
 * What {@code tools.json} says.
 *
 * @param instructions how to use the tools together
 * @param tools        their definitions, in the order of the file
 */
record ToolDefinitions(String instructions, List<Tool> tools) {

    static ToolDefinitions read() {
        JsonObject file = Definitions.read("tools.json");
        return new ToolDefinitions(file.getString("instructions"),
                file.getJsonArray("tools").getValuesAs(JsonObject.class).stream().map(ToolDefinitions::tool).toList());
    }

    private static Tool tool(JsonObject definition) {
        return new Tool(definition.getString("name"), definition.getString("title"), definition.getString("description"),
                definition.getJsonObject("inputSchema"), definition.getJsonObject("outputSchema"), ToolAnnotations.READ_ONLY);
    }
}
