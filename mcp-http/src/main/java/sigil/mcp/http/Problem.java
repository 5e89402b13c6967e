package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import sigil.mcp.core.JsonCodec;

/**
 * Why an action was not done, as its client is told (RFC 9457): with what the model that called it should do next, since it cannot look that up.
 *
 * @param status of HTTP
 * @param detail a sentence or more: the fault and where it is
 */
record Problem(int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";
    static final Header CONTENT_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, MEDIA_TYPE);

    /** Whether a request is for an action, so that whatever is wrong with it is told in this way. */
    static boolean isFor(String path) {
        return path.startsWith(Actions.PREFIX);
    }

    /** {@code type} is left out: that is {@code about:blank}, whose title is the phrase of the status (section 4.2.1). */
    JsonObject toJson() {
        return JsonCodec.object()
                .add("title", title())
                .add("status", status)
                .add("detail", detail)
                .add("next", next())
                .build();
    }

    void send(ServerRequest request, ServerResponse response) {
        response.status(Status.create(status));
        JsonAnswers.send(request, response, CONTENT_TYPE, JsonCodec.bytes(toJson()));
    }

    private String title() {
        return status == BareErrors.TOO_LARGE.code() ? BareErrors.TOO_LARGE.reasonPhrase() : Status.create(status).reasonPhrase();
    }

    private String next() {
        return switch (status) {
            case 400 -> "Mend what detail names, and call again. Do not repeat the same call.";
            case 401 -> "Tell your user to sign in again, or the owner of this server to give the action a key that is valid.";
            case 403 -> "Do not repeat the call. Tell your user what detail says: the owner of this server can allow it.";
            case 404 -> "Call only the operations of the document at " + Actions.JSON + ".";
            case 405 -> "Call the operation with POST and its arguments as JSON.";
            case 408 -> "Call again.";
            case 413 -> "Call again with shorter arguments.";
            case 415 -> "Send the arguments as JSON, not compressed, with Content-Type: application/json.";
            case 431, 505 -> "Do not repeat the call. Tell your user what detail says.";
            case 429, 503 -> "Wait as many seconds as Retry-After says, and call again.";
            case 504 -> "Ask for less: narrow the path, the query or the range.";
            default -> "Do not repeat the call. Tell your user that the owner of this server finds the cause in its log.";
        };
    }
}
