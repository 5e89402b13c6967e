package sigil.mcp.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.ServerLimits;

/** A client and a server that know of each other, for one test. */
abstract class ConnectedTest {
    private final Changes changes = new Changes();
    final ContractTools tools = new ContractTools(changes);
    Client client;
    Mailbox mail;

    /**
     * Puts a server on the transport under test and connects a client to it. The client's caller may do what the scope {@code read} allows.
     *
     * @param server what answers
     * @return the client; closing it stops the transport
     * @throws Exception if that fails, and the test with it
     */
    protected abstract Client connect(McpServer server) throws Exception;

    @BeforeEach
    void connect() throws Exception {
        client = connect(McpServer.create(new Implementation("contract", "Contract", "1"), List.of(tools), changes, ServerLimits.DEFAULTS));
        mail = new Mailbox(client);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    /** Waits for what a tool tells a test. */
    static void await(Semaphore told) throws InterruptedException {
        assertThat("told in time", told.tryAcquire(Mailbox.PATIENCE.toMillis(), TimeUnit.MILLISECONDS), is(true));
    }

    /** A client of the legacy era that can be asked. */
    Conversation legacy() throws IOException, InterruptedException {
        return legacy("2025-11-25");
    }

    Conversation legacy(String version) throws IOException, InterruptedException {
        return Conversation.legacy(version, "{'elicitation':{}}", client, mail);
    }

    /** A client of the modern era that can be asked. */
    Conversation modern() {
        return modern("{'elicitation':{'form':{}}}");
    }

    Conversation modern(String capabilities) {
        return Conversation.modern(capabilities, client, mail);
    }

    /** Both at once, over the one connection: no era is remembered. */
    List<Conversation> bothEras() throws IOException, InterruptedException {
        return List.of(legacy(), modern());
    }
}
