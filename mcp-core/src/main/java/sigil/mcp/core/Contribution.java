package sigil.mcp.core;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a feature contributes to a server.
 *
 * @param name         of the feature, one word, for readiness reports
 * @param instructions for models: how to use the tools; its first 512 characters stand alone
 * @param tools        its tools, in the order in which they are listed
 * @param ready        whether it can serve now; asked often, so it answers at once
 */
public record Contribution(String name, String instructions, List<ToolBinding> tools, BooleanSupplier ready) {

    /** Copies the tools. */
    public Contribution {
        tools = List.copyOf(tools);
    }
}
