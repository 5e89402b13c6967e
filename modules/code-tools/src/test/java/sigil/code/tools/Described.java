package sigil.code.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

/** Whether a value is what a schema describes, and nothing is in it that the schema does not name. Of JSON Schema it knows what {@code answers.json} uses. */
final class Described {
    private static final Set<String> KEYWORDS = Set.of("type", "description", "properties", "required", "items", "enum");

    private Described() {
    }

    static void holds(JsonObject schema, JsonValue value, String where) {
        assertThat(where, schema.keySet(), everyItem(is(in(KEYWORDS))));
        switch (schema.getString("type")) {
            case "object" -> members(schema, value.asJsonObject(), where);
            case "array" -> {
                JsonArray array = value.asJsonArray();
                for (int i = 0; i < array.size(); i++) {
                    holds(schema.getJsonObject("items"), array.get(i), where + "[" + i + "]");
                }
            }
            case "string" -> {
                String text = ((JsonString) value).getString();
                if (schema.containsKey("enum")) {
                    assertThat(where, text, is(in(texts(schema, "enum"))));
                }
            }
            case "integer" -> assertThat(where, ((JsonNumber) value).isIntegral(), is(true));
            case "number" -> assertThat(where, value.getValueType(), is(JsonValue.ValueType.NUMBER));
            case "boolean" -> assertThat(where, value, is(in(List.of(JsonValue.TRUE, JsonValue.FALSE))));
            default -> throw new AssertionError(where + ": " + schema);
        }
    }

    private static void members(JsonObject schema, JsonObject object, String where) {
        JsonObject properties = schema.getJsonObject("properties");
        assertThat(where, texts(schema, "required"), everyItem(is(in(object.keySet()))));
        assertThat(where, object.keySet(), everyItem(is(in(properties.keySet()))));
        object.forEach((name, value) -> holds(properties.getJsonObject(name), value, where + "." + name));
    }

    private static List<String> texts(JsonObject schema, String keyword) {
        return schema.containsKey(keyword) ? schema.getJsonArray(keyword).getValuesAs(JsonString::getString) : List.of();
    }
}
