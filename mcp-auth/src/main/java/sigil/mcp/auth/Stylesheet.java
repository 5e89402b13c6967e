package sigil.mcp.auth;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one style sheet of the pages, for {@code GET} and {@code HEAD}; public, as it says nothing.
 *
 * <p>Pages ask for it under a URL with its hash: every answer of this server forbids to store it, but what an edge keeps all the same is never given
 * to a page of another version.
 */
final class Stylesheet implements Handler {
    /** Where it is served. */
    static final String PATH = "/oauth/style.css";

    private static final byte[] CSS = read();
    private static final Header TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/css; charset=utf-8");
    private static final Header SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header READERS = HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin");

    /** How pages refer to it. */
    static String url() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(CSS);
            return PATH + "?v=" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        response.header(TYPE).header(SNIFFING).header(READERS);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(CSS.length)).send();
        } else {
            response.send(CSS);
        }
    }

    private static byte[] read() {
        try (InputStream css = Stylesheet.class.getResourceAsStream("style.css")) {
            return css.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
