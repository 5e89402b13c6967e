package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import sigil.mcp.core.RpcError;

/** {@code GET /}: tells a person with a browser or curl what this is, and nothing about what it serves. */
final class FrontPage {
    private static final Header HTML_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    private static final Header TEXT_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NOTHING_FROM_ELSEWHERE =
            HeaderValues.createCached("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    private static final String TEXT = """
            Sigil MCP

            This is the origin of an MCP server. It lets its owner's assistants read and search his own repositories.
            There is nothing to see here.

            For a client:   POST /mcp   A client that speaks OAuth is given this address with /mcp, and its owner signs in.
                                        Any other sends "Authorization: Bearer <access token>".
            For a monitor:  GET /healthz, GET /readyz
            """;
    private static final String HTML = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
            <title>Sigil MCP</title></head>
            <body>
            <h1>Sigil MCP</h1>
            <p>This is the origin of an MCP server. It lets its owner's assistants read and search his own repositories.
            There is nothing to see here.</p>
            <p>For a client: <code>POST /mcp</code>. A client that speaks OAuth is given this address with <code>/mcp</code>, and its owner signs in. Any
            other sends <code>Authorization: Bearer &lt;access token&gt;</code>.<br>
            For a monitor: <code>GET /healthz</code>, <code>GET /readyz</code></p>
            </body>
            </html>
            """;

    private FrontPage() {
    }

    static void show(ServerRequest request, ServerResponse response) {
        String accept = request.headers().first(HeaderNames.ACCEPT).orElse("*/*");
        boolean html = accept.contains("text/html");
        if (!html && !accept.contains("*/*") && !accept.contains("text/")) {
            JsonAnswers.send(request, response,
                    RpcError.refusal(406, "This page is for people. MCP is spoken by POST to this address or to /mcp."));
            return;
        }
        response.header(NO_SNIFFING).header(NOTHING_FROM_ELSEWHERE);
        JsonAnswers.send(request, response, html ? HTML_TYPE : TEXT_TYPE, (html ? HTML : TEXT).getBytes(StandardCharsets.UTF_8));
    }
}
