package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** JSON that stands in this module as it goes over the wire, so that it can be held against the suite's documentation. */
final class FixtureJson {
    private static final JsonInput INPUT = new JsonInput(32);

    private FixtureJson() {
    }

    static JsonObject object(String text) {
        try {
            return INPUT.read(text).asJsonObject();
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The schema of an object with these properties, of which some must be there. */
    static JsonObject form(String properties, String... required) {
        String names = required.length == 0 ? "" : "\"" + String.join("\", \"", required) + "\"";
        return object("{\"type\": \"object\", \"properties\": " + properties + ", \"required\": [" + names + "]}");
    }
}
