package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Semaphore;
import sigil.mcp.core.BlobResourceContents;
import sigil.mcp.core.Caller;
import sigil.mcp.core.LinkedCall;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.ResourceContents;
import sigil.mcp.core.ResourceNotFoundException;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.Scope;
import sigil.mcp.core.TextResourceContents;
import sigil.mcp.core.ToolException;

/**
 * {@code GET /r/…}: what the links in results lead to, for whoever may read. Files are strangers' work: text is shown as plain text whatever it
 * says it is, pictures as pictures, and everything else is handed over as a download, so that nothing of it ever runs in a browser.
 */
final class Links implements Handler {
    static final String PREFIX = "/r/";
    private static final Header PLAIN = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    private static final Header BYTES = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/octet-stream");
    private static final Header DOWNLOAD = HeaderValues.createCached(HeaderNames.CONTENT_DISPOSITION, "attachment");
    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NOTHING_RUNS =
            HeaderValues.createCached("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
    private static final Header NO_REFERRER = HeaderValues.createCached("Referrer-Policy", "no-referrer");
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    /** Nothing is computed for it. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final McpServer server;
    private final Semaphore calls;
    private final ScopeChallenges challenges;

    Links(McpServer server, Semaphore calls, ScopeChallenges challenges) {
        this.server = server;
        this.calls = calls;
        this.challenges = challenges;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Caller caller = request.context().get(Caller.class).orElseThrow();
        if (!caller.may(Scope.READ)) {
            RequestRecord.of(request).refused("scope");
            response.header(HeaderNames.WWW_AUTHENTICATE, challenges.of(Scope.READ, request.path().path()));
            JsonAnswers.send(request, response, RpcError.refusal(403, "The access token lacks the scope read."));
        } else if (calls.tryAcquire()) {
            try {
                follow(caller, request, response);
            } finally {
                calls.release();
            }
        } else {
            RequestRecord.of(request).refused("busy");
            response.header(HeaderNames.RETRY_AFTER, "1");
            JsonAnswers.send(request, response, RpcError.refusal(429, "All places are taken. Try again in a moment."));
        }
    }

    private void follow(Caller caller, ServerRequest request, ServerResponse response) {
        String link = request.prologue().uriPath().rawPath().substring(PREFIX.length());
        try {
            show(request, response, server.follow(link, new LinkedCall(caller, Instant.now().plus(LONGEST))).getFirst());
        } catch (ResourceNotFoundException e) {
            JsonAnswers.send(request, response, RpcError.refusal(404, "There is nothing to read here. The path may have changed: search again."));
        } catch (ToolException e) {
            JsonAnswers.send(request, response, RpcError.refusal(413, e.getMessage()));
        } catch (InterruptedException e) {
            response.header(HeaderNames.RETRY_AFTER, "1");
            JsonAnswers.send(request, response, RpcError.refusal(503, "The server is being stopped. Try again in a moment."));
        }
    }

    private static void show(ServerRequest request, ServerResponse response, ResourceContents contents) {
        response.header(NO_SNIFFING).header(NOTHING_RUNS).header(NO_REFERRER);
        switch (contents) {
            case TextResourceContents text -> JsonAnswers.send(request, response, PLAIN, text.text().getBytes(StandardCharsets.UTF_8));
            case BlobResourceContents blob -> {
                byte[] bytes = Base64.getDecoder().decode(blob.blob());
                if (PICTURES.contains(blob.mimeType())) {
                    JsonAnswers.send(request, response, HeaderValues.create(HeaderNames.CONTENT_TYPE, blob.mimeType()), bytes);
                } else {
                    JsonAnswers.send(request, response.header(DOWNLOAD), BYTES, bytes);
                }
            }
        }
    }
}
