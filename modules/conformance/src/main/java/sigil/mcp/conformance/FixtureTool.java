package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.util.Optional;
import sigil.mcp.core.TaskSupport;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;
import sigil.mcp.core.ToolBinding;
import sigil.mcp.core.ToolHandler;

/** Binds tools that differ in nothing but what the suite looks at. */
final class FixtureTool {
    static final JsonObject NO_ARGUMENTS = FixtureJson.object("{\"type\": \"object\", \"properties\": {}}");

    private FixtureTool() {
    }

    /** A tool without arguments. */
    static ToolBinding of(String name, String description, ToolHandler handler) {
        return of(name, description, NO_ARGUMENTS, handler);
    }

    static ToolBinding of(String name, String description, JsonObject inputSchema, ToolHandler handler) {
        return of(name, description, inputSchema, TaskSupport.FORBIDDEN, handler);
    }

    static ToolBinding of(String name, String description, JsonObject inputSchema, TaskSupport tasks, ToolHandler handler) {
        return new ToolBinding(new Tool(name, name, description, inputSchema, Optional.empty(), ToolAnnotations.READ_ONLY, tasks), handler);
    }
}
