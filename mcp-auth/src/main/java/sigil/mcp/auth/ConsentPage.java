package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sigil.mcp.auth.Html.Template;

/**
 * Asks whether a client may have access: who asks, where the code will go, what it may do and for how long, in words. To deny is a real answer, as
 * large as the other, and the one that the enter key gives.
 *
 * @param key       binds the form
 * @param applicant who asks
 * @param member    who answers
 * @param scopes    what it asks for
 * @param device    whether it asks from a device that shows a code (RFC 8628)
 * @param userCode  the code that the device shows
 * @param server    the host of this server
 */
record ConsentPage(FormKey key, Applicant applicant, String member, List<ScopeChoice> scopes, boolean device, Optional<String> userCode,
                   String server) implements Page {
    /** The field of each ticked scope; its values are {@link sigil.mcp.core.Scope#wire()}. */
    static final String SCOPE = "scope";

    private static final Template MAIN = Template.of("""
            <h1>Allow {who} to use {server}?</h1>
            {caution}
            {form}
            """);
    private static final Template TERMS = Template.of("""
            <div class="parts">
            {parts}
            <section class="part" aria-labelledby="may">
            <h2 id="may">What it may do</h2>
            <ul class="scopes">
            {scopes}
            </ul>
            </section>
            <section class="part" aria-labelledby="until">
            <h2 id="until">For how long</h2>
            <div>
            <p class="answer">Until you revoke it</p>
            <p>On the server, <code>sigil-mcp token list</code> shows it and <code>sigil-mcp token revoke</code> ends it.</p>
            </div>
            </section>
            </div>
            <p class="buttons pair">
            <button name="decision" value="deny">Deny</button>
            <button class="go" name="decision" value="allow">Allow</button>
            </p>
            <p class="hint">Signed in as {member}, for this answer only.</p>
            """);
    private static final Template DEVICE_CAUTION = Template.of("""
            <div class="care" role="note">
            <p><strong>Take care.</strong> Allow this only if you started it yourself, just now, on your own device, and that device shows the code below.
            If somebody sent you the code or the link, deny: whoever sent it would read your repositories.</p>
            </div>
            """);

    private static final Template INCLUDED = Template.of("""
            <li class="included"><strong>{title}</strong> <span>{what}</span></li>
            """);
    private static final Template TICKED = Template.of("""
            <li><label><input type="checkbox" name="scope" value="{scope}" checked> <span><strong>{title}</strong> <span>{what}</span></span></label></li>
            """);
    private static final Template UNTICKED = Template.of("""
            <li><label><input type="checkbox" name="scope" value="{scope}"> <span><strong>{title}</strong> <span>{what}</span></span></label></li>
            """);

    /** Copies the list and checks that a device comes with its code. */
    ConsentPage {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(applicant, "applicant");
        Objects.requireNonNull(member, "member");
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(server, "server");
        if (device != userCode.isPresent()) {
            throw new IllegalArgumentException("A device has a code, and nothing else has one");
        }
    }

    @Override
    public String html() {
        Html terms = TERMS.fill(
                slot("parts", ApplicantHtml.parts(applicant, userCode)),
                slot("scopes", Html.all(scopes.stream().map(ConsentPage::scope))),
                slot("member", ApplicantHtml.name(member)));
        return PageFrame.around("Allow access?", MAIN.fill(
                slot("who", ApplicantHtml.name(applicant)),
                slot("server", ApplicantHtml.host(server)),
                slot("caution", device ? DEVICE_CAUTION.fill() : Html.NONE),
                slot("form", FormHtml.form(key, terms))));
    }

    private static Html scope(ScopeChoice choice) {
        String title = switch (choice.scope()) {
            case READ -> "Read and search";
            case WRITE -> "Change things";
        };
        String what = switch (choice.scope()) {
            case READ -> "Every repository that this server serves.";
            case WRITE -> choice.chosen() ? "It may use tools that change something, too. Untick it if you only want to ask."
                    : "Tick it to let it use tools that change something, too.";
        };
        if (choice.required()) {
            return INCLUDED.fill(slot("title", title), slot("what", what));
        }
        return (choice.chosen() ? TICKED : UNTICKED).fill(slot("scope", choice.scope().wire()), slot("title", title), slot("what", what));
    }
}
