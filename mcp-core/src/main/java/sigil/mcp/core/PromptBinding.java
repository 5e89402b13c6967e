package sigil.mcp.core;

import java.util.function.Function;

/**
 * A prompt and what it does.
 *
 * @param prompt    its definition
 * @param handler   fills it in
 * @param completer proposes values for its arguments
 */
public record PromptBinding(Prompt prompt, PromptHandler handler, Function<CompletionRequest, Completion> completer) {

    /**
     * A prompt without proposals.
     *
     * @param prompt  its definition
     * @param handler fills it in
     */
    public PromptBinding(Prompt prompt, PromptHandler handler) {
        this(prompt, handler, request -> Completion.NONE);
    }
}
