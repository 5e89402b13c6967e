package sigil.mcp.core;

import java.util.Map;

/**
 * What is being completed.
 *
 * @param argument  the argument of a prompt or the variable of a template
 * @param value     what was typed so far, may be empty
 * @param arguments those that were filled in before
 */
public record CompletionRequest(String argument, String value, Map<String, String> arguments) {

    /** Copies the arguments. */
    public CompletionRequest {
        arguments = Map.copyOf(arguments);
    }
}
