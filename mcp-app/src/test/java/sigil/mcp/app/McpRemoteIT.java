package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mcp-remote}, through which programs that know stdio only come to a server: driven by the official client over stdio, it sends on
 * to the server over HTTP what it is sent, as it is or, with {@code --protocol auto}, as the revision 2026-07-28 has it.
 */
class McpRemoteIT extends ClientContract {
    private static final int SEARCHES = 3;
    private static final String ALIKE = "mcp-remote";
    private static final String BRIDGE = "mcp-remote-auto";

    @TempDir
    private static Path home;
    private static Optional<RunningImage> server = Optional.empty();
    private static List<ClientSession> sessions;

    static List<ClientSession> sessions() {
        return sessions;
    }

    /** The bridge to 2026-07-28 is none of them: it posts notifications/cancelled there, where only to close a stream cancels. */
    static List<ClientSession> sessionsThatCancel() {
        return sessions.stream().filter(session -> session.client().equals(ALIKE)).toList();
    }

    @BeforeAll
    static void serve() {
        NodeClients clients = NodeClients.install(home);
        Image image = Image.in(home);
        server = Optional.of(RunningImage.start(image, SampleRepositories.write(home)));
        sessions = List.of(
                session(clients, image, ALIKE, "legacy", () -> new AccessLines(server.orElseThrow()::log).searchesEnded(ALIKE, SEARCHES)),
                session(clients, image, BRIDGE, "auto", () -> false));
    }

    private static ClientSession session(NodeClients clients, Image image, String caller, String protocol,
            BooleanSupplier stopped) {
        String token = image.createToken(caller);
        List<String> remote = NodeClients.remote(server.orElseThrow().uri("/mcp").toString(), token, protocol);
        // what the client hears of is the revision between it and the proxy
        return ClientSession.of(caller, "2025-11-25", clients.stdio("1", "default", Map.of("HOME", home.toString()), remote), stopped);
    }

    @AfterAll
    static void stop() {
        server.ifPresent(RunningImage::close);
    }

    @Test
    void speaksToTheServerInTheRevisionThatItWasToldTo() {
        assertThat(revisions(ALIKE), contains("2025-11-25"));
        assertThat(revisions(BRIDGE), contains("2026-07-28"));
    }

    @Test
    void itsEndStopsWhatTheBridgeCannotCancel() {
        assertThat(new AccessLines(server.orElseThrow()::log).searchesEnded(BRIDGE, SEARCHES), is(true));
    }

    private static List<String> revisions(String caller) {
        return new AccessLines(server.orElseThrow()::log).of(caller, "tool", "ping").stream()
                .map((JsonObject line) -> line.getString("era"))
                .distinct()
                .toList();
    }
}
