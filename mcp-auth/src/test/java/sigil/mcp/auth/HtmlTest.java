package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static sigil.mcp.auth.Html.Slot.slot;

import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.auth.Html.Template;

class HtmlTest {
    private static final Template TEXT = Template.of("<p>{text}</p>");
    private static final Template ATTRIBUTE = Template.of("<input value=\"{text}\" type=\"text\">");

    // row: SEC-31
    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\" onfocus=\"alert(1)", "' onfocus='alert(1)", "</p><img src=x onerror=alert(1)>",
        "&lt;b&gt;", "&#60;b&#62;",
        "<!--", "]]>", "{text}", "\\u003cb\\u003e", "a & b", "`${1}`"})
    void textComesOutAsItWentIn(String text) {
        Element inElement = Jsoup.parse(TEXT.fill(slot("text", text)).markup()).body();
        assertThat(inElement.text(), is(text));
        assertThat(inElement.select("*").size(), is(2));
        Element inAttribute = Jsoup.parse(ATTRIBUTE.fill(slot("text", text)).markup()).body();
        assertThat(inAttribute.select("input").attr("value"), is(text));
        assertThat(inAttribute.select("*").size(), is(2));
        assertThat(inAttribute.select("input").first().attributes().size(), is(2));
    }

    @Test
    void markupOfATemplateStaysMarkup() {
        Html bold = Template.of("<b>{text}</b>").fill(slot("text", "<i>"));
        assertThat(TEXT.fill(slot("text", bold)).markup(), is("<p><b>&lt;i&gt;</b></p>"));
        assertThat(Html.all(Stream.of(bold, bold)).markup(), is("<b>&lt;i&gt;</b><b>&lt;i&gt;</b>"));
    }

    @Test
    void aTextThatNobodyBoundedIsBounded() {
        assertThat(Html.text("&".repeat(1_000_000)).markup().length(), lessThan(6_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p {text}>", "<p class={text}>", "<p class='{text}'>", "<p class=\"{text}\">", "<a title=\"{text}\">",
        "<p title=\"a {text}\">", "<{text}>",
        "<p onclick=\"{text}\">", "<p style=\"{text}\">", "<img src=\"{text}\">", "<input value=\"{text}", "<script>{text}</script>",
        "<STYLE>{text}</STYLE>",
        "<p onclick=\"go()\">{text}</p>", "<p style=\"color:red\">{text}</p>", "<iframe srcdoc=\"x\">{text}</iframe>", "<base href=\"/\">{text}"})
    void aTemplateThatEscapingWouldNotProtectIsRefused(String source) {
        assertThrows(IllegalArgumentException.class, () -> Template.of(source));
    }

    @Test
    void anAttributeTakesTextAloneAndALinkTakesNoText() {
        Template link = Template.of("<a href=\"{to}\">x</a>");
        assertThrows(IllegalArgumentException.class, () -> ATTRIBUTE.fill(slot("text", Html.text("a"))));
        assertThrows(IllegalArgumentException.class, () -> link.fill(slot("to", "https://client.example/")));
        assertThrows(IllegalArgumentException.class, () -> link.fill(slot("to", Html.text("https://client.example/"))));
        assertThrows(IllegalArgumentException.class, () -> TEXT.fill(slot("text", new ReturnLocation("https://client.example/"))));
        assertThat(link.fill(slot("to", new ReturnLocation("https://client.example/?a=1&b='"))).markup(),
                is("<a href=\"https://client.example/?a=1&amp;b=&#39;\">x</a>"));
    }

    @Test
    void aSlotWithoutAValueAndAValueWithoutASlotAreRefused() {
        assertThrows(IllegalArgumentException.class, TEXT::fill);
        assertThrows(IllegalArgumentException.class, () -> TEXT.fill(slot("text", "a"), slot("more", "b")));
    }
}
