package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;

/** Answers to people. */
final class Pages {
    private static final System.Logger LOG = System.getLogger(Pages.class.getName());

    private Pages() {
    }

    static void error(ServerRequest request, ServerResponse response, Status status, String title, String fault, String cure) {
        error(request, response, status, title, Html.text(fault), cure);
    }

    static void error(ServerRequest request, ServerResponse response, Status status, String title, Html fault, String cure) {
        PageAnswer.send(request, response, status, new ErrorPage(title, fault, cure));
    }

    /** The request was answered, or is older than ten minutes, or another browser began it: nobody shall learn which. */
    static void over(ServerRequest request, ServerResponse response) {
        error(request, response, Status.BAD_REQUEST_400, "This request is over",
                "It was answered, or it is older than ten minutes, or it was begun in another browser.",
                "Go back to the application and connect it again. The browser must accept cookies of this server.");
    }

    private static String waitFor(Duration time) {
        long minutes = Math.max(1, Math.ceilDiv(time.toSeconds(), 60));
        return "Wait " + (minutes == 1 ? "a minute" : minutes + " minutes") + " and try again.";
    }

    /** A handler of a form, which only a page of ours posts. */
    static Handler form(Issuer issuer, Handler handler) {
        return people((request, response) -> {
            if (FetchMetadata.isOwnForm(request, issuer)) {
                handler.handle(request, response);
            } else {
                error(request, response, Status.FORBIDDEN_403, "This form is of another page", "It was not posted by a page of this server. Nothing was done.",
                        "Go back to the application and connect it again.");
            }
        });
    }

    /** A handler whose refusals are answered with a page. */
    static Handler people(Handler handler) {
        return (request, response) -> {
            try {
                handler.handle(request, response);
            } catch (OAuthException e) {
                error(request, response, Status.BAD_REQUEST_400, "This form is not complete", e.getMessage(),
                        "Go back to the application and connect it again.");
            } catch (Attempts.TooManyException e) {
                response.header(HeaderNames.RETRY_AFTER, String.valueOf(Math.max(1, e.after().toSeconds())));
                error(request, response, Status.create(429, "Too Many Requests"), "Too often in a short time",
                        "From your network, or from everywhere together, this was asked too often.",
                        waitFor(e.after()));
            } catch (UnknownClientException e) {
                error(request, response, Status.BAD_REQUEST_400, "This application cannot be connected", e.getMessage(),
                        "Nothing was allowed. Go back to the application; it may be able to register in another way.");
            } catch (UnprovenException e) {
                error(request, response, Status.FORBIDDEN_403, "It is not certain who you are", e.getMessage(),
                        "The owner finds the reason in the log of the server. Sign out of Cloudflare Access and in again, or ask him.");
            } catch (AuthStoreException e) {
                LOG.log(System.Logger.Level.ERROR, "The authorization server cannot use its database: {0}", e.getMessage());
                response.header(HeaderNames.RETRY_AFTER, "5");
                error(request, response, Status.SERVICE_UNAVAILABLE_503, "The server cannot answer at the moment",
                        "It cannot keep anything. Nothing was allowed.", "Its owner finds the reason in its log. Try again later.");
            }
        };
    }
}
