package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The official TypeScript clients, 1.x and 2.x, which start {@code sigil-mcp stdio} themselves, in every way in which they choose a revision. */
class StdioClientsIT extends ClientContract {
    /** How often a script searches before it waits to be told to go on. */
    private static final int SEARCHES = 3;

    @TempDir
    private static Path home;
    private static List<ClientSession> sessions;

    static List<ClientSession> sessions() {
        return sessions;
    }

    static List<ClientSession> sessionsThatCancel() {
        return sessions;
    }

    @BeforeAll
    static void talk() {
        NodeClients clients = NodeClients.install(home);
        List<String> repositories = List.of(SampleRepositories.write(home));
        sessions = List.of(
                session(clients, repositories, "client 1.x", "2025-11-25", "1", "default"),
                session(clients, repositories, "client 2.x as it comes", "2025-11-25", "2", "default"),
                session(clients, repositories, "client 2.x that probes", "2026-07-28", "2", "auto"),
                session(clients, repositories, "client 2.x that insists", "2026-07-28", "2", "2026-07-28"));
    }

    private static ClientSession session(NodeClients clients, List<String> repositories, String name, String revision, String release,
            String negotiation) {
        Path log = home.resolve(name + ".log");
        Map<String, String> environment = Map.of("HOME", home.toString(),
                "SIGIL_MCP_CONFIG", Image.write(home.resolve("empty.json"), "{}").toString());
        // a client hands the standard error of its server on to its own, if anywhere: here it is kept apart
        Stream<String> server = Stream.of("sh", "-c", "exec \"$@\" 2> \"$0\"", log.toString(), Image.in(home).launcher().toString(), "stdio");
        RunningClient running = clients.stdio(release, negotiation, environment, Stream.concat(server, repositories.stream()).toList());
        return ClientSession.of(name, revision, running, () -> new AccessLines(() -> lines(log)).searchesEnded("stdio", SEARCHES));
    }

    /** The whole lines of a log that is being written. */
    private static List<String> lines(Path log) {
        try {
            String text = Files.readString(log);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
