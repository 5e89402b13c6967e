package sigil.mcp.benchmarks;

import java.nio.charset.StandardCharsets;

/** A call of the tool {@code ping}, as each era of the protocol writes it. */
enum Era {
    /** Up to 2025-11-25. */
    LEGACY("2025-11-25", """
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"ping","arguments":{}}}"""),
    /** From 2026-07-28: the message carries its context, and headers repeat its method and name. */
    MODERN("2026-07-28", """
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"ping","arguments":{},"_meta":{\
            "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"load","version":"1"},\
            "io.modelcontextprotocol/clientCapabilities":{}}}}""");

    private final String version;
    private final String body;

    Era(String version, String body) {
        this.version = version;
        this.body = body;
    }

    String version() {
        return version;
    }

    String body() {
        return body;
    }

    /** The whole request, as a client sends it. */
    byte[] request(String token) {
        return request(token, body, "ping");
    }

    byte[] request(String token, String message, String tool) {
        String mirrored = this == MODERN ? "Mcp-Method: tools/call\r\nMcp-Name: " + tool + "\r\n" : "";
        return ("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: load/1\r\nAccept: application/json, text/event-stream\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\nMCP-Protocol-Version: " + version + "\r\n"
                + mirrored + "Content-Length: " + message.length() + "\r\n\r\n" + message).getBytes(StandardCharsets.US_ASCII);
    }
}
