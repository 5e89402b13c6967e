package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What a feature contributes to a server. The lists may change while the server runs: a feature that says so in {@link #changing} tells
 * {@link Changes}, and the server asks again and tells its clients.
 */
public interface Contribution extends AutoCloseable {

    /**
     * The feature.
     *
     * @return its name, one word, for readiness reports
     */
    String name();

    /**
     * Tools and nothing else, which are ready at once.
     *
     * @param name         one word
     * @param instructions for models, may be empty
     * @param tools        in the order in which they are listed
     * @return the contribution
     */
    static Contribution ofTools(String name, String instructions, List<ToolBinding> tools) {
        record ToolsAlone(String name, String instructions, List<ToolBinding> tools) implements Contribution {
        }
        return new ToolsAlone(name, instructions, List.copyOf(tools));
    }

    /**
     * For models: how to use what is contributed.
     *
     * @return text whose first 512 characters stand alone; may be empty
     */
    default String instructions() {
        return "";
    }

    /**
     * Its tools.
     *
     * @return tools in the order in which they are listed
     */
    default List<ToolBinding> tools() {
        return List.of();
    }

    /**
     * Its prompts.
     *
     * @return prompts in the order in which they are listed
     */
    default List<PromptBinding> prompts() {
        return List.of();
    }

    /**
     * Its resources.
     *
     * @return where they come from, or empty where it has none
     */
    default Optional<ResourceSource> resources() {
        return Optional.empty();
    }

    /**
     * What of it may change while the server runs; clients are told that they will hear of that, so nothing is named here that never is.
     *
     * @return kinds of change
     */
    default List<Changes.Kind> changing() {
        return List.of();
    }

    /**
     * What its owner may like to know when he checks the configuration, such as which programs of the machine it found.
     *
     * @return sentences; asking may take a moment
     */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * Begins what it does beside answering, such as watching files. Called before clients are served; not called where no client is, but a single
     * tool is run. Returns soon.
     */
    default void begin() {
        // most only answer
    }

    /**
     * Takes over from a newer configuration what can be taken over while the server runs, and tells {@link Changes} of it.
     *
     * @param configuration the effective configuration of the server, checked as at the start
     * @throws IllegalArgumentException if it cannot be served; the message names the key, the fault and the cure, and nothing has changed
     */
    default void reconfigure(JsonObject configuration) {
        // most need nothing of it
    }

    /**
     * What its owner may be told of how it is: figures, and names that are his own.
     *
     * @return an object, at once and without counting anything, since it is asked often; empty where there is nothing to tell
     */
    default JsonObject facts() {
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    /** Ends what it does on threads of its own, begun or not; called once, when nothing asks it any more. */
    @Override
    default void close() {
        // most have nothing of the kind
    }

    /**
     * Whether it can serve now.
     *
     * @return at once, since it is asked often
     */
    default boolean ready() {
        return true;
    }
}
