package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import sigil.mcp.auth.Html.Template;

/** What all forms have in common. */
final class FormHtml {
    private static final Template FORM = Template.of("""
            <form method="post" action="{action}">
            <input type="hidden" name="request" value="{request}">
            <input type="hidden" name="csrf" value="{csrf}">
            {inside}
            </form>
            """);
    private static final Template PROBLEM = Template.of("""
            <p class="problem" id="problem" role="alert"><strong>That did not work.</strong> {problem}</p>
            """);
    /** By which a field says that it is the one. */
    static final String PROBLEM_ID = "problem";

    private FormHtml() {
    }

    static Html form(FormKey key, Html inside) {
        return FORM.fill(slot("action", key.action()), slot("request", key.request()), slot("csrf", key.csrf()), slot("inside", inside));
    }

    /** Why a form is shown once more. A page has one such place at most; fields refer to it by {@code problem}. */
    static Html problem(String problem) {
        return PROBLEM.fill(slot("problem", problem));
    }
}
