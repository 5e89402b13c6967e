package sigil.mcp.http;

/** A client of the legacy era with its session. */
record SessionClient(TestServer server, String id, String authorization) {

    static SessionClient open(TestServer server, String version) {
        return open(server, version, "{}");
    }

    static SessionClient open(TestServer server, String version, String capabilities) {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER, initialize(version, capabilities));
        return new SessionClient(server, response.first("Mcp-Session-Id").orElseThrow(), TestServer.BEARER);
    }

    static String initialize(String version, String capabilities) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + version
                + "\",\"capabilities\":" + capabilities + ",\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}";
    }

    static String callBody(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":"
                + arguments + ",\"_meta\":{\"progressToken\":\"t\"}}}";
    }

    RawHttp.Response send(String method, String headers, String body) {
        return RawHttp.once(server.port(), message(method, headers, body));
    }

    RawHttp.Response call(String body) {
        return send("POST", "", body);
    }

    private String message(String method, String headers, String body) {
        return TestServer.message(method + " /mcp", authorization + "Mcp-Session-Id: " + id + "\r\n" + headers, body);
    }

    /** Sends a request whose answer is a stream, and reads its headers. */
    RawHttp begin(String body) {
        RawHttp http = new RawHttp(server.port());
        http.send(message("POST", "Accept: application/json, text/event-stream\r\n", body));
        http.head();
        return http;
    }

    /** Opens the stream that belongs to no request, or goes on with another. */
    RawHttp listen(String headers) {
        RawHttp http = new RawHttp(server.port());
        http.send(message("GET", "Accept: text/event-stream\r\n" + headers, ""));
        RawHttp.Response head = http.head();
        if (head.status() != 200) {
            throw new AssertionError("GET was answered with " + head.status());
        }
        http.chunk();
        return http;
    }

    /** The next event with a message, or {@code ""} at the end of the stream. */
    static String event(RawHttp stream) {
        String event = stream.chunk();
        while (event.startsWith(":") || event.contains("\ndata: \n")) {
            event = stream.chunk();
        }
        return event;
    }

    /** Everything that still comes before the stream ends, without signs of life. */
    static String rest(RawHttp stream) {
        StringBuilder rest = new StringBuilder();
        for (String event = event(stream); !event.isEmpty(); event = event(stream)) {
            rest.append(event);
        }
        return rest.toString();
    }

    static String idOf(String event) {
        return event.replaceAll("(?s)^id: ([^\n]*)\n.*", "$1");
    }
}
