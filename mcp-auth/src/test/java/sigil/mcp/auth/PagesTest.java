package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every page keeps, whatever texts it was given; judged on the tree that an HTML parser makes of it. */
class PagesTest {
    /** Where a stranger's text is nothing but text. */
    private static final String PLAIN = "plain";
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u3164\\u115f\\u2028\\u2029&&[^\\n]]|[\\p{Cc}&&[^\\n]]");

    static Stream<Page> pages() {
        return SamplePages.all().values().stream();
    }

    private static Document parse(Page page) {
        return Jsoup.parse(page.html());
    }

    /** The shape of a page: its elements with the names of their attributes, without any text. */
    private static String shape(Page page) {
        return parse(page).getAllElements().stream()
                .map(element -> element.tagName() + element.attributes().asList().stream().map(attribute -> attribute.getKey()).sorted().toList())
                .collect(Collectors.joining("\n"));
    }

    // row: SEC-31 UI-06
    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><script>alert(1)</script>", "' onmouseover='alert(1)",
        "\" autofocus onfocus=\"alert(1)", "</title><script>x</script>",
        "</bdi></p></form><form action=https://evil.example method=post>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">", "<base href=https://evil.example>", "<!--", "<plaintext>",
        "&lt;script&gt;", "{csrf}{inside}{main}",
        "javascript:alert(1)", "\u202eTPGtahC\u202c", "\u2067abc\u2069\u2066", "Chat\u200bGPT\ufeff", "عميل", "לקוח 1.0", "👨\u200d👩\u200d👧",
        "Z\u0351\u0351\u0351\u0351\u0351\u0351", "\u0000\u0008\u001b[31m",
        "line\r\nSet-Cookie: x=y", "\ud800", "\udb40\udc41"})
    void aTextOfAStrangerChangesNoPageButItsWords(String text) {
        Map<String, Page> expected = SamplePages.all(PLAIN);
        Map<String, Page> nasty = SamplePages.all(text);
        assertThat(nasty.keySet(), is(expected.keySet()));
        nasty.forEach((name, page) -> {
            assertThat(name, shape(page), is(shape(expected.get(name))));
            assertThat(name, HIDDEN.matcher(page.html()).results().map(found -> found.group()).toList(), is(empty()));
        });
    }

    // row: UI-06
    @ParameterizedTest
    @ValueSource(strings = {"<b>bold</b>", "O'Brien & <Söhne> 'GmbH'", "عميل", "😀 Team"})
    void aNameIsReadAsItIsWritten(String name) {
        Applicant named = SamplePages.registered(name, "client.example");
        for (Page page : List.of(SamplePages.consent(named), new DeviceDonePage(true, named), new DeviceDonePage(false, named))) {
            assertThat(parse(page).select("bdi.name").eachText(), hasItem(name));
        }
    }

    // row: UI-06
    @ParameterizedTest
    @ValueSource(strings = {"n", "\u0351n", "😀", "<"})
    void noTextMakesAPageLong(String part) {
        SamplePages.all(part.repeat(100_000)).forEach((name, page) -> assertThat(name, page.html().length() < 60_000, is(true)));
    }

    // row: UI-07 SEC-31
    @ParameterizedTest
    @MethodSource("pages")
    void nothingRunsAndNothingIsLoadedButTheStyleSheet(Page page) {
        Document document = parse(page);
        assertThat(document.select("script, style, iframe, object, embed, img, svg, base, video, audio, template"), is(empty()));
        assertThat(document.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()).map(attribute -> attribute.getKey()).toList(),
                everyItem(not(anyOf(startsWith("on"), equalTo("style"), equalTo("src"), equalTo("srcdoc"), equalTo("formaction")))));
        assertThat(document.select("link").eachAttr("href"), is(List.of(Stylesheet.url())));
        assertThat(document.select("a, meta[http-equiv]").size(), is(page instanceof ReturnPage ? 2 : 0));
    }

    // row: UI-02 SEC-29
    @ParameterizedTest
    @MethodSource("pages")
    void eachFormIsPostedHereWithItsRequestAndItsSecret(Page page) {
        for (Element form : parse(page).select("form")) {
            assertThat(form.attr("method"), is("post"));
            assertThat(form.attr("action"), is(SamplePages.KEY.action()));
            assertThat(form.select("input[type=hidden][name=" + FormKey.REQUEST + "]").eachAttr("value"), is(List.of(SamplePages.KEY.request())));
            assertThat(form.select("input[type=hidden][name=" + FormKey.CSRF + "]").eachAttr("value"), is(List.of(SamplePages.KEY.csrf())));
            assertThat(form.select("button"), is(not(empty())));
            assertThat(form.select("form form"), is(empty()));
        }
        assertThat(parse(page).select("button:not(form button), input:not(form input)"), is(empty()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyButtonPostsADecisionThatIsKnown(Page page) {
        for (Element button : parse(page).select("button")) {
            assertThat(button.attr("name"), is(Decision.FIELD));
            assertThat(Decision.parse(button.attr("value")).isPresent(), is(true));
        }
    }

    // a screen reader: language, title, landmarks, one first heading, no level left out
    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasItsLandmarksAndItsHeadings(Page page) {
        Document document = parse(page);
        assertThat(document.select("html").attr("lang"), is("en"));
        assertThat(document.title().length(), greaterThan(5));
        assertThat(document.select("body > header, body > main, body > footer"), hasSize(3));
        assertThat(document.body().children(), hasSize(3));
        assertThat(document.select("h1"), hasSize(1));
        assertThat(document.select("h1, h2, h3").first().tagName(), is("h1"));
        assertThat(document.select("h3, h4"), is(empty()));
        for (Element section : document.select("section")) {
            assertThat(section.select("> h2").attr("id"), is(section.attr("aria-labelledby")));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFieldHasALabelAndEveryReferenceItsElement(Page page) {
        Document document = parse(page);
        for (Element field : document.select("input:not([type=hidden])")) {
            boolean inLabel = field.parents().stream().anyMatch(parent -> parent.tagName().equals("label"));
            assertThat(field.outerHtml(), inLabel || document.select("label[for=" + field.id() + "]").size() == 1, is(true));
        }
        Map<String, Integer> ids = new TreeMap<>();
        document.select("[id]").forEach(element -> ids.merge(element.id(), 1, Integer::sum));
        assertThat(ids.values(), everyItem(is(1)));
        for (Element element : document.select("[aria-describedby], [aria-labelledby], label[for]")) {
            Stream.of(element.attr("aria-describedby"), element.attr("aria-labelledby"), element.attr("for"))
                    .flatMap(references -> Stream.of(references.split(" "))).filter(id -> !id.isEmpty())
                    .forEach(id -> assertThat(element.outerHtml(), ids.containsKey(id), is(true)));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsHtmlWithoutErrors(Page page) {
        Parser parser = Parser.htmlParser().setTrackErrors(50);
        parser.parseInput(page.html(), "");
        assertThat(parser.getErrors(), is(empty()));
        assertThat(page.html(), startsWith("<!doctype html>"));
    }
}
