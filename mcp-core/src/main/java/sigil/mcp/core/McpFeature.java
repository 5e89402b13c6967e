package sigil.mcp.core;

/**
 * A source of tools. Found as a service: a module that provides one is part of the server as soon as it is on the module path.
 */
public interface McpFeature {

    /**
     * Opens the feature.
     *
     * @param context its configuration
     * @return what it contributes
     * @throws IllegalArgumentException if the configuration cannot be served; the message names the key, the fault and the cure
     */
    Contribution open(FeatureContext context);
}
