package sigil.mcp.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;
import sigil.mcp.core.JsonCodec;

/**
 * A schema of a tool where it stands in another document: references within it begin at its new place, descriptions keep to a limit, every object
 * names its members, and every array says something of its items, without which OpenAI refuses it ("object schema missing properties", "array schema
 * missing items").
 *
 * @param place the place of the schema, as a reference
 * @param limit of a description, in characters
 */
record OpenApiSchema(String place, int limit) {
    /** What stands in these are values and no schemas. */
    private static final Set<String> VALUES = Set.of("default", "const", "enum", "example", "examples", "required");
    /** What stands in these are schemas by names, which may be those of keywords. */
    private static final Set<String> BY_NAME = Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    /** What says something to MCP alone. */
    private static final Set<String> OF_MCP = Set.of("$schema", "x-mcp-header");

    /** What a schema of a type must say. */
    private static final Map<String, String> NEEDED = Map.of("object", "properties", "array", "items");

    JsonObject of(JsonObject schema) {
        JsonObjectBuilder result = JsonCodec.object();
        schema.forEach((keyword, value) -> {
            if (!OF_MCP.contains(keyword)) {
                result.add(keyword, member(keyword, value));
            }
        });
        JsonCodec.string(schema, "type").map(NEEDED::get).filter(keyword -> !schema.containsKey(keyword))
                .ifPresent(keyword -> result.add(keyword, JsonValue.EMPTY_JSON_OBJECT));
        return result.build();
    }

    private JsonValue member(String keyword, JsonValue value) {
        if (VALUES.contains(keyword)) {
            return value;
        }
        if (BY_NAME.contains(keyword) && value instanceof JsonObject schemas) {
            JsonObjectBuilder result = JsonCodec.object();
            schemas.forEach((name, schema) -> result.add(name, inner(schema)));
            return result.build();
        }
        if (value instanceof JsonString text) {
            return switch (keyword) {
                case "description" -> JsonCodec.string(Shortened.to(limit, text.getString()));
                case "$ref" -> JsonCodec.string(moved(text.getString()));
                default -> value;
            };
        }
        return inner(value);
    }

    private JsonValue inner(JsonValue value) {
        return switch (value) {
            case JsonObject schema -> of(schema);
            case JsonArray schemas -> {
                JsonArrayBuilder result = JsonCodec.array();
                schemas.forEach(schema -> result.add(inner(schema)));
                yield result.build();
            }
            default -> value;
        };
    }

    private String moved(String reference) {
        return reference.equals("#") || reference.startsWith("#/") ? place + reference.substring(1) : reference;
    }
}
