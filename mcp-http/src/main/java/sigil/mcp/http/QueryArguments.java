package sigil.mcp.http;

import io.helidon.common.uri.UriQuery;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Tool;

/**
 * Arguments from the query of an address. All that stands there is text; which of it is a number or a truth says the schema of the tool.
 *
 * @param arguments what could be read, not yet held against the schema
 * @param faults    what could not, a sentence each with the place first
 */
record QueryArguments(JsonObject arguments, List<String> faults) {
    private static final Set<String> PLAIN = Set.of("string", "integer", "number", "boolean");
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    /** What stands for bytes that are no UTF-8, or for itself. */
    private static final char REPLACED = '\ufffd';
    private static final String REPLACED_ENCODED = "%EF%BF%BD";

    /** Whether a tool can be called by an address alone: it changes nothing, and each of its arguments is one plain value. */
    static boolean suffice(Tool tool) {
        return tool.annotations().readOnlyHint() && properties(tool).values().stream()
                .allMatch(property -> property instanceof JsonObject schema && PLAIN.contains(type(schema)));
    }

    static QueryArguments read(Tool tool, UriQuery query) {
        JsonObject properties = properties(tool);
        JsonObjectBuilder arguments = JsonCodec.object();
        List<String> faults = new ArrayList<>();
        for (String name : query.names()) {
            List<String> values = query.all(name);
            if (values.size() > 1) {
                faults.add(shown(name) + ": given " + values.size() + " times");
                continue;
            }
            String text = values.isEmpty() ? "" : values.getFirst();
            if (text.indexOf(REPLACED) >= 0 && !query.getRaw(name).toUpperCase(Locale.ROOT).contains(REPLACED_ENCODED)) {
                faults.add(shown(name) + ": is not valid UTF-8");
                continue;
            }
            String type = properties.get(name) instanceof JsonObject schema ? type(schema) : "string";
            value(type, text).ifPresentOrElse(value -> arguments.add(name, value), () -> faults.add(shown(name) + ": must be " + kind(type)));
        }
        return new QueryArguments(arguments.build(), List.copyOf(faults));
    }

    /** A value of the type; whether there is such an argument at all, and what else is asked of it, says the schema. */
    private static Optional<JsonValue> value(String type, String text) {
        return switch (type) {
            case "integer" -> Optional.of(text).filter(INTEGER.asMatchPredicate()).map(digits -> JsonCodec.number(Long.parseLong(digits)));
            case "number" -> Optional.of(text).filter(NUMBER.asMatchPredicate()).map(digits -> JsonCodec.number(new BigDecimal(digits)));
            case "boolean" -> switch (text) {
                case "true" -> Optional.of(JsonValue.TRUE);
                case "false" -> Optional.of(JsonValue.FALSE);
                default -> Optional.empty();
            };
            default -> Optional.of(JsonCodec.string(text));
        };
    }

    private static String kind(String type) {
        return switch (type) {
            case "integer" -> "an integer, such as 10";
            case "number" -> "a number, such as 1.5";
            default -> "true or false";
        };
    }

    private static JsonObject properties(Tool tool) {
        return JsonCodec.object(tool.inputSchema(), "properties").orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static String type(JsonObject schema) {
        return schema.get("type") instanceof JsonString type ? type.getString() : "";
    }

    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
