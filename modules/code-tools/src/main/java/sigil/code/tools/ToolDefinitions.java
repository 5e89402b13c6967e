package sigil.code.tools;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
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
        try (InputStream in = ToolDefinitions.class.getResourceAsStream("tools.json")) {
            JsonObject file = new JsonInput(32).read(in.readAllBytes()).asJsonObject();
            List<Tool> tools = file.getJsonArray("tools").getValuesAs(JsonObject.class).stream().map(ToolDefinitions::tool).toList();
            return new ToolDefinitions(file.getString("instructions"), tools);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("tools.json: " + e.getMessage(), e);
        }
    }

    private static Tool tool(JsonObject definition) {
        return new Tool(definition.getString("name"), definition.getString("title"), definition.getString("description"),
                definition.getJsonObject("inputSchema"), definition.getJsonObject("outputSchema"), ToolAnnotations.READ_ONLY);
    }
}
