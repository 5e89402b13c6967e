package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.util.Objects;
import sigil.mcp.auth.Html.Template;

/**
 * The end of the way of a device (RFC 8628 section 3.3): there is nothing to redirect to.
 *
 * @param allowed   whether the device got what it asked for
 * @param applicant who asked
 */
record DeviceDonePage(boolean allowed, Applicant applicant) implements Page {
    private static final Template ALLOWED = Template.of("""
            <h1>Allowed</h1>
            <p class="lead">You can close this page and go back to your device: {who} goes on by itself within a few seconds.</p>
            <section class="step" aria-labelledby="back">
            <h2 id="back">If you change your mind</h2>
            <p>On the server, <code>sigil-mcp token list</code> shows this access and <code>sigil-mcp token revoke</code> ends it.</p>
            </section>
            """);
    private static final Template DENIED = Template.of("""
            <h1>Denied</h1>
            <p class="lead">Nothing was allowed, and {who} is told so. You can close this page.</p>
            """);

    DeviceDonePage {
        Objects.requireNonNull(applicant, "applicant");
    }

    @Override
    public String html() {
        return allowed ? PageFrame.around("Allowed", ALLOWED.fill(slot("who", ApplicantHtml.name(applicant))))
                : PageFrame.around("Denied", DENIED.fill(slot("who", ApplicantHtml.name(applicant))));
    }
}
