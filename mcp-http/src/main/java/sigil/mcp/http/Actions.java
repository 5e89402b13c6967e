package sigil.mcp.http;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.Tool;

/**
 * The tools that are actions: operations of HTTP, with a document that describes them (GPT Actions). Which they are is settled when the server starts,
 * since whoever imported the document keeps a copy of it.
 */
final class Actions {
    /** Where they are; the name of the tool follows. */
    static final String PREFIX = "/actions/";
    /** The document. */
    static final String JSON = ActionSettings.DOCUMENT;
    /** The same in YAML. */
    static final String YAML = "/openapi.yaml";

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final JsonObject document;

    /**
     * Chooses them, and writes the document.
     *
     * @throws IllegalArgumentException if a tool is named that does not exist, or there are too many
     */
    Actions(McpServer server, ActionSettings settings) {
        for (Tool tool : chosen(server, settings.tools())) {
            tools.put(tool.name(), tool);
        }
        if (tools.size() > ActionSettings.MOST_TOOLS) {
            throw new IllegalArgumentException("actions.tools: " + tools.size() + " tools would be actions, and a GPT takes "
                    + ActionSettings.MOST_TOOLS + ". Name those that it needs.");
        }
        document = OpenApiDocument.of(settings, List.copyOf(tools.values()));
    }

    private static List<Tool> chosen(McpServer server, List<String> names) {
        if (names.isEmpty()) {
            return server.tools();
        }
        return names.stream().map(name -> server.tool(name).orElseThrow(() -> new IllegalArgumentException(
                "actions.tools: there is no tool \"" + name + "\". There are: "
                        + String.join(", ", server.tools().stream().map(Tool::name).toList()) + "."))).toList();
    }

    /** An action by the name of its tool. */
    Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** The OpenAPI document. */
    JsonObject document() {
        return document;
    }
}
