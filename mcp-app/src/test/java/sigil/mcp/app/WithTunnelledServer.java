package sigil.mcp.app;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** All tests of a class before one server behind the tunnel, which is theirs alone; its owner has {@link TunnelledServer#PASSPHRASE}. */
abstract class WithTunnelledServer {
    @TempDir
    static Path home;
    static TunnelledServer server;
    private static int networks;

    @BeforeAll
    static void serve() {
        server = TunnelledServer.start(home);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An address in a network that nobody came from before, so that nobody is slowed down for another. */
    static String elsewhere() {
        return "2001:db8:" + Integer.toHexString(++networks) + "::1";
    }
}
