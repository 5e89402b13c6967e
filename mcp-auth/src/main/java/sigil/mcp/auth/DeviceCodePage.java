package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.util.Objects;
import java.util.Optional;
import sigil.mcp.auth.Html.Template;

/**
 * Asks for the code that a device shows (RFC 8628 section 3.3). A code that came with the address is filled in and not posted by itself (section 3.3.1).
 *
 * @param key       binds the form
 * @param prefilled the code that came with the address, or the one that was wrong, or nothing
 * @param problem   why the page is shown once more
 */
record DeviceCodePage(FormKey key, String prefilled, Optional<String> problem) implements Page {
    /** The field with the code. */
    static final String USER_CODE = "user_code";

    private static final Template MAIN = Template.of("""
            <h1>Connect a device</h1>
            {problem}
            <p class="lead">Go on only if you started this yourself, just now, on your own device. If somebody sent you a code or a link, close this
            page.</p>
            {form}
            """);
    private static final Template FIELDS = Template.of("""
            <div class="field">
            <label for="user_code">Code that your device shows</label>
            <input class="code" id="user_code" name="user_code" type="text" required maxlength="20" autocomplete="off" autocapitalize="characters"
            spellcheck="false" dir="ltr" value="{code}" aria-invalid="{invalid}" aria-describedby="{described}">
            <p class="hint" id="code-hint">{hint}</p>
            </div>
            <p class="buttons"><button class="go" name="decision" value="continue">Continue</button></p>
            """);

    DeviceCodePage {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(prefilled, "prefilled");
        Objects.requireNonNull(problem, "problem");
    }

    @Override
    public String html() {
        boolean came = !prefilled.isEmpty() && problem.isEmpty();
        Html fields = FIELDS.fill(
                slot("code", prefilled),
                slot("hint", came ? "It came with the link. Compare it with the one on your device."
                        : "Eight letters, such as BCDF-GHJK. The hyphen and the case do not matter."),
                slot("invalid", String.valueOf(problem.isPresent())),
                slot("described", problem.isPresent() ? FormHtml.PROBLEM_ID + " code-hint" : "code-hint"));
        return PageFrame.around(problem.isPresent() ? "Code not accepted" : "Connect a device", MAIN.fill(
                slot("problem", problem.map(FormHtml::problem).orElse(Html.NONE)),
                slot("form", FormHtml.form(key, fields))));
    }
}
