package sigil.mcp.app;

import java.util.List;
import java.util.ServiceLoader;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.FeatureContext;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.McpFeature;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.SecuritySchemes;
import sigil.mcp.core.Tool;

/** The features on the module path, opened. */
record Features(McpServer server, List<Contribution> contributions) implements AutoCloseable {

    /**
     * Takes over what of a newer configuration can be taken over while the server runs.
     *
     * @throws IllegalArgumentException if it cannot be served
     */
    void reconfigure(Configuration configuration) {
        contributions.forEach(contribution -> contribution.reconfigure(configuration.toJson()));
    }

    /** Ends what they do on threads of their own. */
    @Override
    public void close() {
        contributions.forEach(Contribution::close);
    }

    /** For callers that come over no network. */
    static Features open(Configuration configuration) {
        return open(configuration, SecuritySchemes.NONE, configuration.httpSettings().port());
    }

    /** For callers over the network, to whom the server listens on this port. */
    static Features open(Configuration configuration, SecuritySchemes security, int port) {
        if (configuration.repositories().isEmpty()) {
            throw new ConfigurationException(List.of("repositories is empty: name one with --repo PATH,"
                    + " or in the configuration file as \"repositories\": { \"name\": \"/path\" }."));
        }
        Changes changes = new Changes();
        FeatureContext context = new FeatureContext(configuration.forFeatures(port), Version.current(), changes);
        List<Contribution> contributions = ServiceLoader.load(McpFeature.class).stream()
                .map(provider -> provider.get().open(context))
                .toList();
        Features features = new Features(McpServer.create(new Implementation("sigil-mcp", "Sigil MCP", Version.current()), contributions,
                changes, configuration.serverLimits(), security), contributions);
        List<String> unknown = features.unknownTools(configuration.texts(Setting.ACTION_TOOLS));
        if (!unknown.isEmpty()) {
            features.close();
            throw new ConfigurationException(unknown);
        }
        return features;
    }

    /** What is wrong with names that should be those of tools. */
    private List<String> unknownTools(List<String> names) {
        List<String> tools = server.tools().stream().map(Tool::name).toList();
        return names.stream().filter(name -> server.tool(name).isEmpty()).map(name -> "actions.tools: there is no tool \"" + name + "\""
                + NearestName.of(name, tools).map(near -> ", did you mean " + near + "?").orElse(".") + " There are: " + String.join(", ", tools) + ".").toList();
    }

    /** Before clients are served. */
    void begin() {
        contributions.forEach(Contribution::begin);
    }
}
