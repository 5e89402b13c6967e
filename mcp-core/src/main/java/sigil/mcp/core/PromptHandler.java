package sigil.mcp.core;

import java.util.Map;

/** What fills in a prompt. Written once, it works in both eras and over every transport. */
@FunctionalInterface
public interface PromptHandler {

    /**
     * Fills in the prompt, on a virtual thread: it may block.
     *
     * @param arguments by name; the required ones are there, unknown ones are not
     * @param call      everything else it may ask or do
     * @return the messages
     * @throws ToolException        for a fault of an argument that the client can mend
     * @throws InterruptedException if it was interrupted because the call was cancelled
     */
    GetPromptResult get(Map<String, String> arguments, Call call) throws InterruptedException;
}
