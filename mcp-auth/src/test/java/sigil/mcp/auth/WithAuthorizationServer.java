package sigil.mcp.auth;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests over the wire begin with: a server of their own, an owner with a passphrase, and a public client that listens on loopback. */
abstract class WithAuthorizationServer {
    @TempDir
    Path directory;
    TestAuthorizationServer server;
    TestFlow flow;

    @BeforeEach
    void startServer() {
        server = new TestAuthorizationServer(directory);
        server.passphrase(Members.OWNER);
        flow = new TestFlow(server, server.registered());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }
}
