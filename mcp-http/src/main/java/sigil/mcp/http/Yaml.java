package sigil.mcp.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import sigil.mcp.core.JsonCodec;

/**
 * JSON as YAML 1.2 in block style. Every text is quoted as in JSON, which YAML reads alike, so that none of them is ever taken for something else; names
 * stand bare where they cannot be.
 */
final class Yaml {
    private static final Pattern BARE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    /** What YAML 1.1 takes for truth or nothing. */
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final StringBuilder text = new StringBuilder();

    private Yaml() {
    }

    static byte[] bytes(JsonObject document) {
        Yaml yaml = new Yaml();
        yaml.members(document, 0);
        return yaml.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void members(JsonObject object, int depth) {
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            text.append("  ".repeat(depth)).append(name(member.getKey())).append(':');
            value(member.getValue(), depth + 1);
        }
    }

    private void value(JsonValue value, int depth) {
        switch (value) {
            case JsonObject object when !object.isEmpty() -> {
                text.append('\n');
                members(object, depth);
            }
            case JsonArray array when !array.isEmpty() -> {
                text.append('\n');
                for (JsonValue element : array) {
                    text.append("  ".repeat(depth)).append('-');
                    value(element, depth + 1);
                }
            }
            default -> text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static String name(String name) {
        return BARE.matcher(name).matches() && !WORDS.contains(name.toLowerCase(Locale.ROOT)) ? name : scalar(JsonCodec.string(name));
    }

    private static String scalar(JsonValue value) {
        String json = new String(JsonCodec.bytes(value), StandardCharsets.UTF_8);
        // these end a line in YAML 1.1, or are not to be seen
        return value instanceof JsonString ? json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
                .replace("\ufeff", "\\ufeff") : json;
    }
}
