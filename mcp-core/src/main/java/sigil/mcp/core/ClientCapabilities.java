package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client can do, as it declared it: at the handshake in the legacy era, on every request in the modern one. What this server has no use
 * for is not kept, since a session keeps the rest for as long as it lives.
 *
 * @param elicitationForm whether it can put a form before a person; true also where elicitation is declared without a mode (2025-11-25,
 *                        elicitation, "Capabilities")
 * @param elicitationUrl  whether it can send a person to an address
 * @param sampling        whether it can ask its model
 * @param roots           whether it can say what it works on
 * @param extensions      the ids of the extensions that it speaks
 */
public record ClientCapabilities(boolean elicitationForm, boolean elicitationUrl, boolean sampling, boolean roots, Set<String> extensions) {
    /** Of a client that declared nothing. */
    public static final ClientCapabilities NONE = new ClientCapabilities(false, false, false, false, Set.of());
    static final String TASKS = "io.modelcontextprotocol/tasks";
    /** Of a client that speaks more, or has longer names for them, the rest is unknown here. */
    private static final int MOST_EXTENSIONS = 32;
    private static final int LONGEST_ID = 256;

    /** Copies the extensions. */
    public ClientCapabilities {
        extensions = Set.copyOf(extensions);
    }

    static ClientCapabilities of(JsonObject declared) {
        Optional<JsonObject> elicitation = JsonCodec.object(declared, "elicitation");
        return new ClientCapabilities(elicitation.filter(modes -> modes.containsKey("form") || !modes.containsKey("url")).isPresent(),
                elicitation.filter(modes -> modes.containsKey("url")).isPresent(),
                JsonCodec.object(declared, "sampling").isPresent(),
                JsonCodec.object(declared, "roots").isPresent(),
                JsonCodec.object(declared, "extensions").map(ClientCapabilities::ids).orElse(Set.of()));
    }

    private static Set<String> ids(JsonObject extensions) {
        return extensions.keySet().stream().filter(id -> id.length() <= LONGEST_ID).limit(MOST_EXTENSIONS).collect(Collectors.toSet());
    }

    /**
     * Whether it speaks an extension.
     *
     * @param id such as {@code io.modelcontextprotocol/tasks}
     * @return true if declared
     */
    public boolean extension(String id) {
        return extensions.contains(id);
    }
}
