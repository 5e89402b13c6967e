package sigil.mcp.auth;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import sigil.mcp.core.JsonCodec;

/**
 * Answers to programs: JSON, and errors as RFC 6749 section 5.2 has them. {@code Cache-Control: no-store} is said here, since section 5.1 asks for it;
 * the transport may put more into its place.
 */
final class OAuthAnswers {
    private static final System.Logger LOG = System.getLogger(OAuthAnswers.class.getName());
    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private OAuthAnswers() {
    }

    static void send(ServerResponse response, Status status, JsonObject body) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).header(NO_SNIFFING).header(NO_STORE).send(JsonCodec.bytes(body));
    }

    static void error(ServerResponse response, Status status, OAuthException.Code code, String description) {
        send(response, status, JsonCodec.object().add("error", code.wire()).add("error_description", description).build());
    }

    /** Too many in a short time; the client should come back. */
    static void tooMany(ServerResponse response, long seconds) {
        response.header(HeaderNames.RETRY_AFTER, String.valueOf(Math.max(1, seconds)));
        error(response, Status.create(429, "Too Many Requests"), OAuthException.Code.TEMPORARILY_UNAVAILABLE,
                "Too many requests. Try again in " + Math.max(1, seconds) + " seconds.");
    }

    /** A handler whose refusals are answered in JSON. */
    static Handler json(Handler handler) {
        return (request, response) -> {
            try {
                handler.handle(request, response);
            } catch (OAuthException e) {
                refuse(request, response, e);
            } catch (AuthStoreException e) {
                LOG.log(System.Logger.Level.ERROR, "The authorization server cannot use its database: {0}", e.getMessage());
                response.header(HeaderNames.RETRY_AFTER, "5");
                error(response, Status.SERVICE_UNAVAILABLE_503, OAuthException.Code.TEMPORARILY_UNAVAILABLE,
                        "The server cannot keep anything at the moment. Try again later.");
            }
        };
    }

    private static void refuse(ServerRequest request, ServerResponse response, OAuthException refusal) {
        boolean client = refusal.code() == OAuthException.Code.INVALID_CLIENT;
        if (client && request.headers().contains(HeaderNames.AUTHORIZATION)) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"sigil-mcp\", charset=\"UTF-8\"");
        }
        error(response, client ? Status.UNAUTHORIZED_401 : Status.BAD_REQUEST_400, refusal.code(), refusal.getMessage());
    }
}
