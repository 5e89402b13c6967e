package sigil.mcp.auth;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends a page with the headers that keep it what it is: framed by nobody (RFC 9700 section 4.16), posting to this server alone, without script,
 * kept by nobody's index.
 *
 * <p>Two headers are missing on purpose. {@code Cross-Origin-Opener-Policy} would cut the page off from the window that opened it, and clients open it as
 * a popup. {@code Cache-Control} is set on every answer by the transport. And {@code Referrer-Policy} is not {@code no-referrer}: under that a browser
 * posts the form with {@code Origin: null}, which is refused as the origin of a stranger.
 */
final class PageAnswer {
    private static final String POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final List<Header> HEADERS = List.of(
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8"),
            HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
            HeaderValues.createCached("X-Frame-Options", "DENY"),
            HeaderValues.createCached("Referrer-Policy", "same-origin"),
            HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"),
            HeaderValues.createCached("Permissions-Policy",
                    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
            HeaderValues.createCached("X-Robots-Tag", "noindex"));

    private PageAnswer() {
    }

    /**
     * Sends a page; to {@code HEAD}, which Helidon treats like any other method, only how long it would be.
     *
     * @param request    what is answered
     * @param response   the answer; other headers, such as a cookie, are set before
     * @param status     the status
     * @param page       the page
     */
    static void send(ServerRequest request, ServerResponse response, Status status, Page page) {
        response.status(status);
        HEADERS.forEach(response::header);
        response.header("Content-Security-Policy", POLICY);
        byte[] body = page.html().getBytes(StandardCharsets.UTF_8);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length)).send();
        } else {
            response.send(body);
        }
    }
}
