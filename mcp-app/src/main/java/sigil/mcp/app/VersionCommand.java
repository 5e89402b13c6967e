package sigil.mcp.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ProtocolVersion;

/** {@code sigil-mcp version}. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print the version, and the revisions of MCP that are spoken.",
        footerHeading = "%nExample:%n", footer = "  sigil-mcp version --json")
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec;
    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    @Override
    public void run() {
        if (json) {
            Output.json(spec, JsonCodec.object()
                    .add("version", Version.current())
                    .add("java", Runtime.version().toString())
                    .add("protocolVersions", JsonCodec.array(ProtocolVersion.supported()))
                    .build());
        } else {
            spec.commandLine().getOut().println("sigil-mcp " + Version.current() + " (Java " + Runtime.version() + "), speaks MCP "
                    + String.join(", ", ProtocolVersion.supported()));
        }
    }
}
