package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import sigil.mcp.core.RpcError;

/**
 * {@code GET /}: tells a person with a browser or curl what this is and how each client is connected to it, and nothing about what it serves. The address
 * in it is that of the configuration, so the page is made once.
 */
final class FrontPage {
    private static final Header HTML_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    private static final Header TEXT_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NO_REFERRER = HeaderValues.createCached("Referrer-Policy", "no-referrer");
    private static final String STYLE = """

            :root { color-scheme: light dark; --ground: #eef0f4; --sheet: #ffffff; --ink: #1a2029; --quiet: #535d6c; --line: #dde1e8; --inset: #f4f6f9; }
            @media (prefers-color-scheme: dark) {
              :root { --ground: #0e1116; --sheet: #171b22; --ink: #e6e9ef; --quiet: #a8b1bf; --line: #2b323d; --inset: #10141a; }
            }
            *, *::before, *::after { box-sizing: border-box; }
            html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; text-size-adjust: 100%; }
            body { margin: 0; padding: 2rem 1rem; background: var(--ground); color: var(--ink); }
            main { max-width: 44rem; margin: 0 auto; padding: 1.5rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 0.75rem; }
            h1 { margin: 0 0 0.5rem; font-size: 1.5rem; }
            h2 { margin: 2rem 0 0; font-size: 1.125rem; }
            dt { margin-top: 1rem; font-weight: 600; }
            dd { margin: 0.25rem 0 0; }
            p { margin: 0.5rem 0; }
            footer { margin-top: 2rem; color: var(--quiet); }
            code { padding: 0.1rem 0.3rem; background: var(--inset); border-radius: 0.25rem; font-size: 0.9em; overflow-wrap: anywhere; }
            """;
    private static final Header NOTHING_FROM_ELSEWHERE = HeaderValues.createCached("Content-Security-Policy",
            "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(sha256(STYLE)) + "'; base-uri 'none'; frame-ancestors 'none'");
    private static final String WHAT = "This is an MCP server. It lets its owner's assistants read and search his own repositories.";
    private static final String WHO = "Whoever connects is sent to a page of this server, on which its owner signs in and allows it. What is served here only he can say.";
    private static final String MONITOR = "For a monitor: `GET /healthz`, `GET /readyz`.";

    private final byte[] html;
    private final byte[] text;

    /**
     * Makes the page.
     *
     * @param server the origin under which clients reach this server; empty where that is not known
     */
    FrontPage(String server) {
        this.html = html(server).getBytes(StandardCharsets.UTF_8);
        this.text = text(server).getBytes(StandardCharsets.UTF_8);
    }

    void show(ServerRequest request, ServerResponse response) {
        String accept = request.headers().first(HeaderNames.ACCEPT).orElse("*/*");
        boolean page = accept.contains("text/html");
        if (!page && !accept.contains("*/*") && !accept.contains("text/")) {
            JsonAnswers.send(request, response,
                    RpcError.refusal(406, "This page is for people. MCP is spoken by POST to this address or to /mcp."));
            return;
        }
        response.header(NO_SNIFFING).header(NO_REFERRER).header(NOTHING_FROM_ELSEWHERE);
        JsonAnswers.send(request, response, page ? HTML_TYPE : TEXT_TYPE, page ? html : text);
    }

    private static String html(String server) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
                <title>Sigil MCP</title>
                <style>%s</style></head>
                <body>
                <main>
                <h1>Sigil MCP</h1>
                <p>%s</p>
                <p>%s</p>
                <h2>Connect</h2>
                <dl>
                %s
                </dl>
                <footer><p>%s</p></footer>
                </main>
                </body>
                </html>
                """.formatted(STYLE, marked(WHAT), marked(WHO), WayIn.all(server).stream()
                .map(way -> "<dt>" + marked(way.client()) + "</dt>\n<dd>" + marked(way.steps()) + "</dd>")
                .collect(Collectors.joining("\n")), marked(MONITOR));
    }

    private static String text(String server) {
        return "Sigil MCP\n\n" + WHAT + "\n" + WHO + "\n\n" + WayIn.all(server).stream()
                .map(way -> way.client() + "\n  " + plain(way.steps()) + "\n")
                .collect(Collectors.joining("\n")) + "\n" + plain(MONITOR) + "\n";
    }

    /** What stands between two backquotes is to be typed. */
    private static String marked(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    private static String plain(String text) {
        return text.replace("`", "");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
