package sigil.mcp.benchmarks;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import sigil.mcp.core.JsonCodec;

/** What MCP is compared with: the same HTTP server, set up alike, with a handler that reads a message and writes an answer. */
final class BareServer {
    private static final JsonReaderFactory READERS = JsonProvider.provider().createReaderFactory(Map.of());
    private static final byte[] PREFIX = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, JsonObject> results;

    /** Answers with these results, by the era that a request's header names. */
    BareServer(Map<String, JsonObject> results) {
        this.results = results;
    }

    WebServer start() {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder().receiveLog(false).sendLog(false).build())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .shutdownHook(false)
                .routing(routing -> routing.post("/mcp", this::handle))
                .build()
                .start();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        JsonObject message = read(request);
        if (message.getJsonObject("params").getString("name").equals("ticks")) {
            stream(message, response);
            return;
        }
        JsonObject result = results.get(request.headers().get(HeaderNames.create("MCP-Protocol-Version")).get());
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send(JsonCodec.bytes(answer(message, result)));
    }

    private static JsonObject read(ServerRequest request) {
        try (JsonReader reader = READERS.createReader(request.content().inputStream(), StandardCharsets.UTF_8)) {
            return reader.readObject();
        }
    }

    private static JsonObject answer(JsonObject message, JsonObject result) {
        return JsonCodec.object().add("jsonrpc", "2.0").add("id", message.get("id")).add("result", result).build();
    }

    private void stream(JsonObject message, ServerResponse response) {
        JsonObject arguments = message.getJsonObject("params").getJsonObject("arguments");
        response.status(Status.OK_200).header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = response.outputStream()) {
            for (int i = 1; i <= arguments.getInt("events"); i++) {
                Thread.sleep(arguments.getInt("gap"));
                JsonObject params = JsonCodec.object()
                        .add("progressToken", 1)
                        .add("progress", (double) i)
                        .add("total", arguments.getJsonNumber("events").doubleValue())
                        .add("message", String.valueOf(System.nanoTime()))
                        .build();
                write(out, JsonCodec.object().add("jsonrpc", "2.0").add("method", "notifications/progress").add("params", params).build());
            }
            write(out, answer(message, results.get(Era.LEGACY.version())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, JsonObject message) throws IOException {
        byte[] json = JsonCodec.bytes(message);
        byte[] event = new byte[PREFIX.length + json.length + 2];
        System.arraycopy(PREFIX, 0, event, 0, PREFIX.length);
        System.arraycopy(json, 0, event, PREFIX.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        out.write(event);
        out.flush();
    }
}
