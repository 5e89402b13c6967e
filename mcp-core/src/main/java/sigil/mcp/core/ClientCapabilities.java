package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * What a client can do, as it declared it: at the handshake in the legacy era, on every request in the modern one.
 *
 * @param json the object as it came
 */
public record ClientCapabilities(JsonObject json) {
    /** Of a client that declared nothing. */
    public static final ClientCapabilities NONE = new ClientCapabilities(JsonValue.EMPTY_JSON_OBJECT);
    static final String TASKS = "io.modelcontextprotocol/tasks";

    /**
     * Whether it can put a form before a person.
     *
     * @return true also where elicitation is declared without a mode (2025-11-25, elicitation, "Capabilities")
     */
    public boolean elicitationForm() {
        return JsonCodec.object(json, "elicitation").filter(modes -> modes.containsKey("form") || !modes.containsKey("url")).isPresent();
    }

    /**
     * Whether it can send a person to an address.
     *
     * @return true if declared
     */
    public boolean elicitationUrl() {
        return JsonCodec.object(json, "elicitation").filter(modes -> modes.containsKey("url")).isPresent();
    }

    /**
     * Whether it can ask its model.
     *
     * @return true if declared
     */
    public boolean sampling() {
        return JsonCodec.object(json, "sampling").isPresent();
    }

    /**
     * Whether it can say what it works on.
     *
     * @return true if declared
     */
    public boolean roots() {
        return JsonCodec.object(json, "roots").isPresent();
    }

    /**
     * Whether it speaks an extension.
     *
     * @param id such as {@code io.modelcontextprotocol/tasks}
     * @return true if declared
     */
    public boolean extension(String id) {
        return JsonCodec.object(json, "extensions").filter(extensions -> extensions.containsKey(id)).isPresent();
    }
}
