package sigil.mcp.http;

import sigil.mcp.contract.Client;
import sigil.mcp.contract.TransportContract;
import sigil.mcp.core.McpServer;

/** Everything that every transport does. */
class HttpContractTest extends TransportContract {

    // behaviour: http.ask http.get.list-changed http.listen
    @Override
    protected Client connect(McpServer server) {
        return new ContractClient(new TestServer(HttpLimits.DEFAULTS, server));
    }
}
