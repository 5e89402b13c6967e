package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sigil.mcp.auth.Html.Template;

/**
 * Asks a person to prove himself before he decides: by his passphrase, or without typing a secret, by approving a code on the box. Who asks and where
 * the code will go is shown first.
 *
 * @param key        binds the forms
 * @param applicant  who asks
 * @param askMember  whether there are several members, so that he must say which one he is
 * @param member     the name that he gave before, or nothing
 * @param passphrase whether a passphrase is set
 * @param boxCode    the code to be approved on the box, such as {@code BCDF-GHJK}
 * @param problem    why the page is shown once more
 */
record SignInPage(FormKey key, Applicant applicant, boolean askMember, String member, boolean passphrase, Optional<String> boxCode,
                  Optional<Problem> problem) implements Page {
    /** The field with the name of the member; posted if it is asked for. */
    static final String MEMBER = "member";
    /** The field with the passphrase. */
    static final String PASSPHRASE = "passphrase";

    /** The two ways. */
    enum Way {
        /** Typing the passphrase. */
        PASSPHRASE,
        /** Approving the code on the box. */
        BOX
    }

    /**
     * Why a way did not lead on.
     *
     * @param way      which one, so that it is said there
     * @param sentence what is wrong and what to do, in one or two sentences
     */
    record Problem(Way way, String sentence) {
        Problem {
            Objects.requireNonNull(way, "way");
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    private static final Template MAIN = Template.of("""
            <h1>Sign in to decide</h1>
            {problem}
            <p class="lead">A client asks for access to this server. Nothing is allowed yet: you decide on the next page.</p>
            <div class="parts">
            {parts}
            </div>
            {ways}
            <section class="step" aria-labelledby="no">
            <h2 id="no">If you did not ask for this</h2>
            <p>Then deny: the client gets nothing and is told so.</p>
            {deny}
            </section>
            """);
    private static final Template BY_PASSPHRASE = Template.of("""
            <section class="step" aria-labelledby="secret">
            <h2 id="secret">With your passphrase</h2>
            {form}
            </section>
            """);
    private static final Template PASSPHRASE_FIELDS = Template.of("""
            {member}
            <div class="field">
            <label for="passphrase">Passphrase</label>
            <input id="passphrase" name="passphrase" type="password" required maxlength="1000" autocomplete="current-password"
            aria-invalid="{invalid}" aria-describedby="{described}">
            <p class="hint" id="passphrase-hint">The one that was set on the server. Nobody else will ever ask you for it.</p>
            </div>
            <p class="buttons"><button name="decision" value="sign_in">Sign in</button></p>
            """);
    private static final Template MEMBER_FIELD = Template.of("""
            <div class="field">
            <label for="member">Your name on this server</label>
            <input id="member" name="member" type="text" required maxlength="80" autocomplete="username" autocapitalize="none" spellcheck="false"
            value="{member}" aria-invalid="{invalid}" aria-describedby="{described}">
            <p class="hint" id="member-hint">As its owner gave it to you.</p>
            </div>
            """);
    private static final Template BY_BOX = Template.of("""
            <section class="step" aria-labelledby="box">
            <h2 id="box">{title}</h2>
            <p id="box-hint">Approve this code in a terminal on the machine that runs the server, then come back:</p>
            <p class="code" dir="ltr" translate="no">{code}</p>
            <p class="command" dir="ltr" translate="no"><code>sigil-mcp approve {code}</code></p>
            {form}
            </section>
            """);
    private static final Template BOX_FIELDS = Template.of("""
            <p class="buttons"><button name="decision" value="approved" aria-describedby="{described}">I have approved it</button></p>
            """);
    private static final Template NO_PASSPHRASE = Template.of("""
            <section class="step" aria-labelledby="secret">
            <h2 id="secret">With a passphrase</h2>
            <p>None is set yet. To have this way too, run this on the machine that runs the server, and open this page again:</p>
            <p class="command" dir="ltr" translate="no"><code>sigil-mcp owner set-passphrase</code></p>
            </section>
            """);
    private static final Template DENY = Template.of("""
            <p class="buttons"><button name="decision" value="deny">Deny</button></p>
            """);

    SignInPage {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(applicant, "applicant");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(boxCode, "boxCode");
        Objects.requireNonNull(problem, "problem");
    }

    @Override
    public String html() {
        return PageFrame.around(problem.isPresent() ? "Not signed in yet" : "Sign in", MAIN.fill(
                slot("problem", problem.map(wrong -> FormHtml.problem(wrong.sentence())).orElse(Html.NONE)),
                slot("parts", ApplicantHtml.parts(applicant, Optional.empty())),
                slot("ways", Html.all(passphrase ? Stream.of(byPassphrase(), byBox()) : Stream.of(byBox(), NO_PASSPHRASE.fill()))),
                slot("deny", FormHtml.form(key, DENY.fill()))));
    }

    private Html byPassphrase() {
        Html name = askMember ? MEMBER_FIELD.fill(slot("member", member), slot("invalid", invalid(Way.PASSPHRASE)),
                slot("described", described(Way.PASSPHRASE, "member-hint"))) : Html.NONE;
        Html fields = PASSPHRASE_FIELDS.fill(slot("member", name), slot("invalid", invalid(Way.PASSPHRASE)),
                slot("described", described(Way.PASSPHRASE, "passphrase-hint")));
        return BY_PASSPHRASE.fill(slot("form", FormHtml.form(key, fields)));
    }

    private Html byBox() {
        return boxCode.map(code -> BY_BOX.fill(
                slot("title", passphrase ? "Or without typing a secret" : "Approve on the server"),
                slot("code", code),
                slot("form", FormHtml.form(key, BOX_FIELDS.fill(slot("described", described(Way.BOX, "box-hint")))))))
                .orElse(Html.NONE);
    }

    private String invalid(Way way) {
        return String.valueOf(failed(way));
    }

    private String described(Way way, String hint) {
        return failed(way) ? FormHtml.PROBLEM_ID + " " + hint : hint;
    }

    private boolean failed(Way way) {
        return problem.filter(wrong -> wrong.way() == way).isPresent();
    }
}
