package sigil.mcp.stdio;

import java.io.IOException;
import sigil.mcp.contract.Client;
import sigil.mcp.contract.TransportContract;
import sigil.mcp.core.McpServer;

/** Everything that every transport does. */
class StdioContractTest extends TransportContract {

    // behaviour: stdio.both-eras stdio.listen stdio.ask stdio.told stdio.cancel
    @Override
    protected Client connect(McpServer server) throws IOException {
        return RunningServer.start(server, StdioLimits.DEFAULTS);
    }
}
