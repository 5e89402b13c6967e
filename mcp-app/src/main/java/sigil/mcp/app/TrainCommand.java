package sigil.mcp.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;
import sigil.mcp.stdio.McpStdioServer;
import sigil.mcp.stdio.StdioLimits;

/**
 * {@code sigil-mcp train}: the run from which the build makes the AOT cache of the image. It starts the server on a free port of the loopback
 * interface, sends it what clients send, and stops it.
 */
@Command(name = "train", hidden = true, description = "Run what a server runs, for the build of the image.")
final class TrainCommand implements Callable<Integer> {
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{}}}""";
    private static final String INITIALIZED = """
            {"jsonrpc":"2.0","method":"notifications/initialized"}""";
    private static final String LIST = """
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}""";
    private static final List<String> CALLS = List.of("ping\",\"arguments\":{}", "list_repos\",\"arguments\":{}",
            "read_repo_file\",\"arguments\":{\"repo\":\"train\",\"path\":\"Hello.java\"}",
            "list_repo_files\",\"arguments\":{\"repo\":\"train\"}",
            "search_code\",\"arguments\":{\"query\":\"hel+o\",\"regex\":true}",
            "search_code\",\"arguments\":{\"query\":\"hello\"}");

    @Parameters(paramLabel = "DIRECTORY", description = "A directory for its state; it is left behind.")
    private Path directory;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path repository = Files.createDirectories(directory.resolve("repository"));
        Files.writeString(repository.resolve("Hello.java"), "class Hello {\n    String greet() { return \"hello\"; }\n}\n");
        Files.writeString(repository.resolve(".gitignore"), "*.log\n");
        Path file = Files.writeString(directory.resolve("config.json"), """
                {"server": {"port": 0, "allowed_hosts": ["mcp.example.com"]},
                 "repositories": {"train": {"path": "repository"}},
                 "state": {"directory": "%s"}}
                """.formatted(directory.resolve("state").toAbsolutePath()));
        Configuration configuration = Configuration.of(List.of(ConfigurationFile.read(file)), Map.of());
        String token = token(configuration);
        try (Origin origin = Origin.start(configuration)) {
            for (int i = 0; i < 30; i++) {
                talk(origin.port(), token);
            }
        }
        talkOverStdio(configuration);
        return 0;
    }

    private static String token(Configuration configuration) {
        try (AuthStore store = AuthStore.open(configuration.stateDirectory())) {
            return store.tokens().create("train-" + System.nanoTime(), Scope.READ, Optional.empty()).text().reveal();
        }
    }

    private static void talk(int port, String token) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            exchange(socket, "GET /healthz", "", "");
            exchange(socket, "GET /readyz", "", "");
            exchange(socket, "GET /", "", "");
            exchange(socket, "GET /nothing", "", "");
            exchange(socket, "POST /mcp", "", "{}");
            String bearer = "Authorization: Bearer " + token + "\r\n";
            exchange(socket, "POST /mcp", bearer, INITIALIZE);
            exchange(socket, "POST /mcp", bearer, INITIALIZED);
            exchange(socket, "POST /mcp", bearer, LIST);
            for (String call : CALLS) {
                String params = params(call);
                exchange(socket, "POST /mcp", bearer, "{\"jsonrpc\":\"2.0\",\"id\":3," + params + "}}");
                String name = call.substring(0, call.indexOf('"'));
                exchange(socket, "POST /mcp", bearer + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: " + name
                        + "\r\n", "{\"jsonrpc\":\"2.0\",\"id\":4," + params + "," + META + "}}");
                exchange(socket, "POST /mcp", bearer + "Accept: text/event-stream\r\n", "{\"jsonrpc\":\"2.0\",\"id\":5," + params + "}}");
            }
        }
    }

    private static String params(String call) {
        return "\"method\":\"tools/call\",\"params\":{\"name\":\"" + call;
    }

    /** The same over stdin and stdout. */
    private static void talkOverStdio(Configuration configuration) throws InterruptedException {
        List<String> lines = new ArrayList<>(List.of(INITIALIZE, INITIALIZED, LIST));
        for (int i = 0; i < CALLS.size(); i++) {
            lines.add("{\"jsonrpc\":\"2.0\",\"id\":\"l" + i + "\"," + params(CALLS.get(i)) + "}}");
            lines.add("{\"jsonrpc\":\"2.0\",\"id\":\"m" + i + "\"," + params(CALLS.get(i)) + "," + META + "}}");
        }
        Features features = Features.open(configuration);
        features.begin();
        McpStdioServer.create(features.server(), new Caller("train", Set.of(Scope.READ)), StdioLimits.DEFAULTS,
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)), OutputStream.nullOutputStream()).run();
        features.server().stop();
        features.close();
    }

    /** Sends a request and reads whatever comes; what it says is the business of tests. */
    private static void exchange(Socket socket, String line, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write((line + " HTTP/1.1\r\nHost: mcp.example.com\r\n" + headers + "Content-Length: " + bytes.length
                + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        int length = head.indexOf("Content-Length: ");
        if (length >= 0) {
            in.readNBytes(Integer.parseInt(head.substring(length + 16, head.indexOf("\r\n", length))));
        } else {
            StringBuilder chunks = new StringBuilder();
            while (chunks.length() < 5 || !chunks.substring(chunks.length() - 5).equals("0\r\n\r\n")) {
                chunks.append((char) in.read());
            }
        }
    }
}
