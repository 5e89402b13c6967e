package sigil.mcp.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes sure that there is a server: some checks of the suite are content with one that never answers. */
record LiveServer(URI uri) {
    private static final String MODERN = "2026-07-28";
    private static final String LEGACY = "2025-11-25";

    /** Talks to it in both eras; whatever is not as it should be is an {@link AssertionError}. */
    void mustAnswer() throws IOException {
        JsonObject discovered = result(post("server/discover", "{\"_meta\": {\"io.modelcontextprotocol/protocolVersion\": \"" + MODERN
                        + "\", \"io.modelcontextprotocol/clientCapabilities\": {}}}",
                Map.of("MCP-Protocol-Version", MODERN, "Mcp-Method", "server/discover")));
        assertThat(discovered.getJsonArray("supportedVersions").getValuesAs(JsonString::getString), hasItem(MODERN));

        HttpURLConnection opened = post("initialize", "{\"protocolVersion\": \"" + LEGACY
                + "\", \"capabilities\": {}, \"clientInfo\": {\"name\": \"probe\", \"version\": \"1\"}}", Map.of());
        assertThat(result(opened).getString("protocolVersion"), is(LEGACY));
        Map<String, String> session = Map.of("Mcp-Session-Id", opened.getHeaderField("Mcp-Session-Id"), "MCP-Protocol-Version", LEGACY);
        List<String> tools = result(post("tools/list", "{}", session)).getJsonArray("tools").getValuesAs(JsonObject.class).stream()
                .map(tool -> tool.getString("name"))
                .toList();
        assertThat(tools, hasItem("test_simple_text"));
        HttpURLConnection ended = connection("DELETE", session);
        assertThat("status of the end of a session", ended.getResponseCode() / 100, is(2));
    }

    private HttpURLConnection post(String method, String params, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = connection("POST", headers);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json, text/event-stream");
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"" + method + "\", \"params\": " + params + "}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return connection;
    }

    private HttpURLConnection connection(String method, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static JsonObject result(HttpURLConnection connection) throws IOException {
        assertThat("status of " + connection.getURL(), connection.getResponseCode(), is(200));
        String body = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // on a slow machine the answer is a stream, and its result the last event
        String message = Stream.of(body.split("\n")).filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .reduce(body, (before, line) -> line);
        return FixtureJson.object(message).getJsonObject("result");
    }
}
