package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.tunnel.OwnServer;

/**
 * Whether a server answers where the configuration says that one listens, and what it tells whoever has the key of its state directory.
 *
 * @param address where it was looked for
 * @param answers whether anything answers that may be it
 * @param stuck   whether something takes connections there and does not answer
 * @param told    what it said of itself; empty if it said nothing
 * @param trouble what is wrong with that
 */
record ServerState(String address, boolean answers, boolean stuck, Optional<JsonObject> told, List<Advice> trouble) {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int DEEPEST = 32;

    /** One that is not stuck. */
    ServerState(String address, boolean answers, Optional<JsonObject> told, List<Advice> trouble) {
        this(address, answers, false, told, trouble);
    }

    static ServerState of(Configuration configuration) {
        String host = reached(configuration.text(Setting.HOST));
        int port = configuration.number(Setting.PORT);
        String address = "http://" + host + ":" + port;
        Optional<byte[]> key;
        try {
            key = ProbeKeyFile.in(configuration.stateDirectory()).read();
        } catch (IOException e) {
            return unasked(address, "The key of the server cannot be read: " + e.getMessage(), "Run this under the account of the server, as with: sudo -u sigil-mcp");
        }
        return key.map(bytes -> asked(address, OwnServer.ask(host, port, bytes, "/probe/status")))
                .orElseGet(() -> unasked(address, "No server was ever started with this state directory.",
                        "Give the same --config as the server has, or run this under its account."));
    }

    private static ServerState asked(String address, OwnServer.Answer answer) {
        return switch (answer) {
            case OwnServer.Told(int status, String body) when status == 200 -> told(address, body);
            case OwnServer.Told _ -> new ServerState(address, true, Optional.empty(), List.of(new Advice(
                    "The server that runs is of another version and tells nothing of itself.", "Restart it, as with: sudo systemctl restart sigil-mcp")));
            case OwnServer.Stranger(int status) -> new ServerState(address, false, Optional.empty(), List.of(new Advice(
                    "Something else answers at " + address + " (status " + status + "), or a server with another state directory.",
                    "Give the same --config as the server has, or find out what listens there: ss -ltnp")));
            case OwnServer.Stuck _ -> new ServerState(address, false, true, Optional.empty(), List.of(new Advice(
                    "Something takes connections at " + address + ", and does not answer in time: the server is stuck, or has no time.",
                    "See what it does: journalctl -u sigil-mcp. If it stays so: sudo systemctl restart sigil-mcp")));
            case OwnServer.Silent(String why) -> silent(address, why);
        };
    }

    private static ServerState told(String address, String body) {
        try {
            return new ServerState(address, true, Optional.of(new JsonInput(DEEPEST).read(body.getBytes(StandardCharsets.UTF_8)).asJsonObject()), List.of());
        } catch (MalformedJsonException | ClassCastException e) {
            return new ServerState(address, true, Optional.empty(), List.of(new Advice("What the server told of itself cannot be read.", "Restart it.")));
        }
    }

    private static ServerState silent(String address, String why) {
        return new ServerState(address, false, Optional.empty(), List.of(new Advice("No server answers at " + address + " (" + why + ").",
                "Start one: sigil-mcp serve. As a service: sudo systemctl start sigil-mcp, and journalctl -u sigil-mcp tells why it does not.")));
    }

    /** Without the key one learns only whether it answers. */
    private static ServerState unasked(String address, String problem, String cure) {
        return isWell(address) ? new ServerState(address, true, Optional.empty(), List.of(new Advice(problem, cure))) : silent(address, "nothing there");
    }

    /** What listens everywhere listens on this machine too. */
    private static String reached(String host) {
        return host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") || host.equals("[::]") ? "[::1]"
                : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static boolean isWell(String address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(address + "/healthz").toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
