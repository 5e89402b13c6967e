package sigil.code.tools;

import jakarta.json.JsonObject;
import sigil.code.search.PathFilter;
import sigil.mcp.core.ToolException;

/** An argument that holds globs. */
final class Globs {

    private Globs() {
    }

    static PathFilter parse(String name, JsonObject arguments) {
        try {
            return PathFilter.parse(arguments.getString(name, ""));
        } catch (IllegalArgumentException e) {
            throw new ToolException(name + ": " + e.getMessage());
        }
    }
}
