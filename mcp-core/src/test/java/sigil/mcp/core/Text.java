package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;

/** JSON written as text in a test. */
final class Text {

    private Text() {
    }

    static JsonValue json(String text) {
        try {
            return new JsonInput(64).read(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new AssertionError(text, e);
        }
    }

    static JsonObject object(String text) {
        return json(text).asJsonObject();
    }
}
