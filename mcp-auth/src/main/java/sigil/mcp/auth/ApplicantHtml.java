package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.util.Optional;
import sigil.mcp.auth.Html.Template;

/** How an applicant is shown. His name and hosts stand in their own direction and are not translated. */
final class ApplicantHtml {
    private static final Template NAME = Template.of("<bdi class=\"name\" translate=\"no\">{name}</bdi>");
    private static final Template CLAIMED_NAME = Template.of("“{name}”");
    private static final Template UNREAD_NAME = Template.of("the program at {host}");
    private static final Template SOME_UNREAD = Template.of("A program at {host}");
    private static final Template HOST = Template.of("<span class=\"host\" dir=\"ltr\" translate=\"no\">{host}</span>");
    private static final Template PARTS = Template.of("""
            <section class="part" aria-labelledby="asks">
            <h2 id="asks">Who asks</h2>
            <div>
            <p class="answer">{who}</p>
            {trust}
            </div>
            </section>
            <section class="part" aria-labelledby="goes">
            <h2 id="goes">The answer goes to</h2>
            <div>
            {destination}
            </div>
            </section>
            """);

    private static final Template KNOWN = Template.of("""
            <p class="badge known">Known client</p>
            """);
    private static final Template KNOWN_AT = Template.of("""
            <p class="badge known">Known client</p>
            <p>It describes itself at {host}, and this server knows that description.</p>
            """);
    private static final Template SELF_DESCRIBED = Template.of("""
            <p class="badge unknown">Unverified: it describes itself</p>
            <p>It does so at {host}, which this server does not know. The name is its own word.</p>
            """);
    private static final Template TO_BE_READ = Template.of("""
            <p class="badge unknown">Unverified: it describes itself</p>
            <p>What it says of itself, its name too, is read there when you have signed in. You see it before you decide.</p>
            """);
    private static final Template SELF_REGISTERED = Template.of("""
            <p class="badge unknown">Unverified: it registered itself</p>
            <p>Anybody can register under any name. The name is its own word.</p>
            """);
    private static final Template OWNED = Template.of("""
            <p class="badge known">Made on this server</p>
            <p>The owner of this server made this client himself.</p>
            """);

    private static final Template TO_HOST = Template.of("""
            <p class="answer">{host}</p>
            <p>Your browser takes your answer there. Whoever is at this address gets what you allow.</p>
            """);
    private static final Template TO_STRANGE_HOST = Template.of("""
            <p class="answer">{host}</p>
            <div class="care" role="note">
            <p><strong>Take care.</strong> Whoever is at this address gets what you allow, whatever the name says. Allow this only if you know the address
            and started this there yourself, just now.</p>
            </div>
            """);
    private static final Template TO_LOOPBACK = Template.of("""
            <p class="answer">A program on this device</p>
            <p>It listens at {host}.</p>
            <div class="care" role="note">
            <p><strong>Take care.</strong> Any program that runs on this device can say that it is {who}. Allow this only if you started {who} here
            yourself, just now.</p>
            </div>
            """);
    private static final Template TO_SCHEME = Template.of("""
            <p class="answer">The application for {host} links</p>
            <div class="care" role="note">
            <p><strong>Take care.</strong> Any application on this device can take these links for itself. Allow this only if you started {who} here
            yourself, just now.</p>
            </div>
            """);
    private static final Template TO_DEVICE = Template.of("""
            <p class="answer">The device that shows this code</p>
            <p class="code" dir="ltr" translate="no">{code}</p>
            """);

    private ApplicantHtml() {
    }

    static Html name(String name) {
        return NAME.fill(slot("name", name));
    }

    static Html host(String host) {
        return HOST.fill(slot("host", host));
    }

    /** How an applicant is called within a sentence: by his name, in quotation marks where that is nothing but a claim. */
    static Html name(Applicant applicant) {
        return switch (applicant.trust()) {
            case VERIFIED, OWNED -> name(applicant.name());
            case UNVERIFIED -> CLAIMED_NAME.fill(slot("name", name(VisibleText.inQuotes(applicant.name()))));
            case UNREAD -> UNREAD_NAME.fill(slot("host", host(applicant.clientHost().orElseThrow())));
        };
    }

    /** Who asks, and where the answer goes: the redirect URI, or the device that shows a code. */
    static Html parts(Applicant applicant, Optional<String> userCode) {
        Html who = applicant.trust() == Trust.UNREAD ? SOME_UNREAD.fill(slot("host", host(applicant.clientHost().orElseThrow()))) : name(applicant);
        return PARTS.fill(slot("who", who), slot("trust", trust(applicant)),
                slot("destination", userCode.map(code -> TO_DEVICE.fill(slot("code", code))).orElseGet(() -> destination(applicant))));
    }

    private static Html trust(Applicant applicant) {
        return switch (applicant.trust()) {
            case VERIFIED -> applicant.clientHost().map(host -> KNOWN_AT.fill(slot("host", host(host)))).orElseGet(KNOWN::fill);
            case UNVERIFIED -> applicant.clientHost().map(host -> SELF_DESCRIBED.fill(slot("host", host(host)))).orElseGet(SELF_REGISTERED::fill);
            case UNREAD -> TO_BE_READ.fill();
            case OWNED -> OWNED.fill();
        };
    }

    /** With a warning where others than the client may get the code (RFC 8252 sections 8.3 and 8.6). */
    private static Html destination(Applicant applicant) {
        Html host = host(applicant.destination());
        if (applicant.loopback()) {
            return TO_LOOPBACK.fill(slot("host", host), slot("who", name(applicant)));
        }
        if (applicant.privateScheme()) {
            return TO_SCHEME.fill(slot("host", host), slot("who", name(applicant)));
        }
        return switch (applicant.trust()) {
            case VERIFIED, OWNED -> TO_HOST.fill(slot("host", host));
            case UNVERIFIED, UNREAD -> TO_STRANGE_HOST.fill(slot("host", host));
        };
    }
}
