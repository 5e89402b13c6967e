package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.util.List;
import sigil.mcp.core.Contribution;

/** Tools whose input schema is what matters. */
final class SchemaTools {
    /** As the suite's scenario {@code json-schema-2020-12} gives it: every keyword must come through. */
    static final JsonObject VOCABULARY = FixtureJson.object("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "$defs": {
                "address": {
                  "$anchor": "addressDef",
                  "type": "object",
                  "properties": {"street": {"type": "string"}, "city": {"type": "string"}}
                }
              },
              "properties": {
                "name": {"type": "string"},
                "address": {"$ref": "#/$defs/address"},
                "contactMethod": {"type": "string", "enum": ["phone", "email"]},
                "phone": {"type": "string"},
                "email": {"type": "string"}
              },
              "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
              "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
              "then": {"required": ["phone"]},
              "else": {"required": ["email"]},
              "additionalProperties": false
            }""");

    private static final JsonObject MIRRORED = FixtureJson.form("""
            {
              "region": {"type": "string", "x-mcp-header": "Region", "description": "A string that a client repeats in a header"},
              "priority": {"type": "integer", "x-mcp-header": "Priority", "description": "An integer that a client repeats in a header"},
              "query": {"type": "string", "description": "A string that stands in the body alone"}
            }""", "region");

    private SchemaTools() {
    }

    static Contribution contribution() {
        return Contribution.ofTools("schemas", "", List.of(
                FixtureTool.of("json_schema_2020_12_tool", "Tool with JSON Schema 2020-12 features", VOCABULARY,
                        (arguments, call) -> Samples.text("JSON Schema 2020-12 tool called with: " + arguments)),
                FixtureTool.of("test_x_mcp_header", "Takes arguments that are repeated in headers.", MIRRORED,
                        (arguments, call) -> Samples.text("Header tool called with: " + arguments))));
    }
}
