package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import sigil.mcp.core.Reply;

/** A reply as one body, with the status that belongs to it. */
final class WholeAnswer {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private WholeAnswer() {
    }

    static void send(ServerRequest request, ServerResponse response, Reply reply) {
        int status = switch (reply) {
            case Reply.Result result -> OK;
            case Reply.Batch batch -> OK;
            case Reply.Failure failure -> failure.error().httpStatus();
            case Reply.Forbidden forbidden -> {
                RequestRecord.of(request).refused("scope");
                forbidden.challenge().ifPresent(challenge -> response.header(HeaderNames.WWW_AUTHENTICATE, challenge));
                yield FORBIDDEN;
            }
            case Reply.Accepted accepted -> Status.ACCEPTED_202.code();
            case Reply.Cancelled cancelled -> Status.ACCEPTED_202.code();
        };
        reply.message().ifPresentOrElse(message -> JsonAnswers.send(request, response, status, message),
                () -> response.status(Status.create(status)).send());
    }
}
