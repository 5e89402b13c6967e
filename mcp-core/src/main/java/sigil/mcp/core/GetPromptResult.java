package sigil.mcp.core;

import java.util.List;

/**
 * A prompt with its arguments filled in.
 *
 * @param description for people
 * @param messages    for the model
 */
public record GetPromptResult(String description, List<PromptMessage> messages) {

    /** Copies the messages. */
    public GetPromptResult {
        messages = List.copyOf(messages);
    }
}
