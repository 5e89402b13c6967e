package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.util.Objects;
import sigil.mcp.auth.Html.Template;

/**
 * Takes the browser back to the client with the answer (RFC 6749 section 4.1.2), as the answer to the form.
 *
 * <p>A redirect would do it without a page, but Chrome holds each redirect that follows a form against the page's {@code form-action}, those of the
 * client among them, which nobody here can know; and where the way leads into an application, the browser stays where it was. So this page ends the way of
 * the form, goes on by itself, and says what happened.
 *
 * @param allowed   whether the client got something
 * @param applicant who asked
 * @param location  where the answer goes
 */
record ReturnPage(boolean allowed, Applicant applicant, ReturnLocation location) implements Page {
    private static final Template HEAD = Template.of("""
            <meta http-equiv="refresh" content="0;url={location}">
            """);
    private static final Template MAIN = Template.of("""
            <h1>{done}</h1>
            <p class="lead">Your browser takes the answer to {who} now. If nothing happens within a few seconds, go on by hand.</p>
            <p class="buttons"><a class="button go" href="{location}">Go on</a></p>
            <p class="hint">After that you can close this page.</p>
            """);

    ReturnPage {
        Objects.requireNonNull(applicant, "applicant");
        Objects.requireNonNull(location, "location");
    }

    @Override
    public String html() {
        String done = allowed ? "Allowed" : "Denied";
        return PageFrame.around(done, HEAD.fill(slot("location", location)),
                MAIN.fill(slot("done", done), slot("who", ApplicantHtml.name(applicant)), slot("location", location)));
    }
}
