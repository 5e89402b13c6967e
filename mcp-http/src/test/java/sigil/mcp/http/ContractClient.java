package sigil.mcp.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import sigil.mcp.contract.Client;
import sigil.mcp.core.Era;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** A client of Streamable HTTP for the transport contract: a connection for every message, and one that listens for each session. */
final class ContractClient implements Client {
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    private final TestServer server;
    private final BlockingQueue<JsonValue> mail = new LinkedBlockingQueue<>();
    private final Map<String, Socket> open = new ConcurrentHashMap<>();
    private volatile String session = "";

    ContractClient(TestServer server) {
        this.server = server;
    }

    @Override
    public void send(byte[] message) throws IOException {
        Socket socket = connect("POST", headers(message), message);
        parsed(message).map(json -> json.get("id")).ifPresent(id -> open.put(id.toString(), socket));
        Thread.ofVirtual().start(() -> read(socket));
    }

    private Socket connect(String method, String headers, byte[] body) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((method + " /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\n" + TestServer.BEARER
                + headers + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        return socket;
    }

    private static Optional<JsonObject> parsed(byte[] message) {
        try {
            return Optional.of(new JsonInput(1_000).read(message)).filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject);
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private String headers(byte[] message) {
        JsonObject params = parsed(message).flatMap(json -> JsonCodec.object(json, "params")).orElse(JsonValue.EMPTY_JSON_OBJECT);
        Optional<JsonValue> version = JsonCodec.object(params, "_meta").map(meta -> meta.get(VERSION));
        if (version.isEmpty()) {
            return session.isEmpty() ? "" : "Mcp-Session-Id: " + session + "\r\n";
        }
        StringBuilder headers = new StringBuilder();
        headers.append("MCP-Protocol-Version: ").append(version.get() instanceof JsonString text ? text.getString() : "none").append("\r\n");
        parsed(message).flatMap(json -> JsonCodec.string(json, "method"))
                .ifPresent(method -> headers.append("Mcp-Method: ").append(method).append("\r\n"));
        for (String name : new String[] {"name", "uri", "taskId"}) {
            JsonCodec.string(params, name).ifPresent(value -> headers.append("Mcp-Name: =?base64?")
                    .append(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))).append("?=\r\n"));
        }
        return headers.toString();
    }

    private void read(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int length = 0;
            boolean stream = false;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                switch (line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(java.util.Locale.ROOT)) {
                    case "content-length" -> length = Integer.parseInt(value);
                    case "content-type" -> stream = value.equals("text/event-stream");
                    case "mcp-session-id" -> listen(value);
                    default -> { }
                }
            }
            if (stream) {
                events(in);
            } else if (length > 0) {
                deliver(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalStateException e) {
            // closed by this client, or by a server that told why before
        }
    }

    /** Chunks need no counting here: an event is a line, and the lines around it are no events. */
    private void events(InputStream in) throws IOException {
        while (true) {
            String line = line(in);
            if (line.startsWith("data: {") || line.startsWith("data: [")) {
                deliver(line.substring("data: ".length()));
            }
        }
    }

    private void deliver(String json) {
        try {
            mail.add(new JsonInput(1_000).read(json));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(json, e);
        }
    }

    /** Every session has a stream for what belongs to no request. */
    private void listen(String id) throws IOException {
        session = id;
        Socket listening = connect("GET", "Mcp-Session-Id: " + id + "\r\n", new byte[0]);
        open.put("session " + id, listening);
        Thread.ofVirtual().start(() -> read(listening));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IllegalStateException("closed");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public Optional<JsonValue> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(mail.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void cancel(Era era, JsonValue id) throws IOException {
        if (era == Era.MODERN) {
            open.get(id.toString()).close();
        } else {
            send(JsonCodec.bytes(JsonCodec.object()
                    .add("jsonrpc", "2.0")
                    .add("method", "notifications/cancelled")
                    .add("params", JsonCodec.object().add("requestId", id))
                    .build()));
        }
    }

    @Override
    public void close() {
        open.values().forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                // it is closed
            }
        });
        server.close();
    }
}
