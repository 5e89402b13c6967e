package sigil.mcp.core;

import jakarta.json.JsonObject;

/** What a tool does. Written once, it works in both eras and over every transport. */
@FunctionalInterface
public interface ToolHandler {

    /**
     * Runs the tool, on a virtual thread: it may block, and should look at {@link Call#cancelled()} or be interruptible where it takes long.
     *
     * @param arguments valid against the tool's input schema
     * @param call      everything else it may ask or do
     * @return what it found
     * @throws ToolException        for a failure that the model should read and can mend
     * @throws InterruptedException if it was interrupted because the call was cancelled
     */
    CallToolResult call(JsonObject arguments, Call call) throws InterruptedException;
}
