package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.util.Objects;
import sigil.mcp.auth.Html.Template;

/**
 * Something went wrong that cannot be told to the client, because it is not known where the client is (RFC 6749 section 4.1.2.1).
 *
 * @param title what went wrong, in a few words
 * @param fault what went wrong, in a sentence
 * @param cure  what to do now
 */
record ErrorPage(String title, Html fault, String cure) implements Page {
    private static final Template MAIN = Template.of("""
            <h1>{title}</h1>
            <p class="lead">{fault}</p>
            <section class="step" aria-labelledby="cure">
            <h2 id="cure">What you can do</h2>
            <p>{cure}</p>
            </section>
            """);

    ErrorPage {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(cure, "cure");
    }

    ErrorPage(String title, String fault, String cure) {
        this(title, Html.text(fault), cure);
    }

    @Override
    public String html() {
        return PageFrame.around("Something went wrong", MAIN.fill(slot("title", title), slot("fault", fault), slot("cure", cure)));
    }
}
