package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sigil.mcp.core.Scope;

/** What the pages say in words: who asks, where the answer goes, what may be done. */
class ConsentPageTest {
    private static final Applicant LOOPBACK = new Applicant("Claude Code", Trust.VERIFIED, Optional.of("claude.ai"), "127.0.0.1", true, false);
    private static final Applicant SCHEME = new Applicant("Cursor", Trust.UNVERIFIED, Optional.empty(), "cursor:", false, true);
    private static final Applicant DESCRIBED =
            new Applicant("ChatGPT", Trust.UNVERIFIED, Optional.of("app.example.net"), "chatgpt.com.evil.example:8443", false, false);

    private static Document consent(Applicant applicant) {
        return Jsoup.parse(SamplePages.consent(applicant).html());
    }

    private static Document signIn(Applicant applicant) {
        return Jsoup.parse(new SignInPage(SamplePages.KEY, applicant, false, "", true, Optional.of("BCDF-GHJK"), Optional.empty()).html());
    }

    /** The section under a heading. */
    private static Element part(Document page, String heading) {
        return page.select("section:has(> h2:containsOwn(" + heading + "))").first();
    }

    // row: UI-01 SEC-07
    @Test
    void whoAsksAndWhereTheAnswerGoesIsShownBeforeOneSignsInAndBeforeOneDecides() {
        for (Document page : List.of(signIn(DESCRIBED), consent(DESCRIBED))) {
            Element asks = part(page, "Who asks");
            assertThat(asks.select(".answer").text(), is("“ChatGPT”"));
            assertThat(asks.text(), containsString("app.example.net"));
            Element goes = part(page, "The answer goes to");
            assertThat(goes.select(".answer").text(), is("chatgpt.com.evil.example:8443"));
            List<Element> all = page.getAllElements();
            assertThat(all.indexOf(goes) < all.indexOf(page.select("button").first()), is(true));
            page.select("input[type=password]").forEach(field -> assertThat(all.indexOf(goes) < all.indexOf(field), is(true)));
        }
    }

    // row: UI-01
    @Test
    void consentSaysWhatMayBeDoneAndForHowLong() {
        Document page = consent(SamplePages.known());
        assertThat(page.select("h1").text(), is("Allow ChatGPT to use mcp.example.com?"));
        assertThat(part(page, "What it may do").select("li").eachText(), is(List.of("Read and search Every repository that this server serves.",
                "Change things Tick it to let it use tools that change something, too.")));
        assertThat(part(page, "For how long").text(), containsString("Until you revoke it"));
        assertThat(part(page, "For how long").text(), containsString("sigil-mcp token list"));
        assertThat(page.select("form").text(), containsString("Signed in as owner"));
    }

    // row: UI-09
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNREAD")
    void onlyAVerifiedClientIsCalledKnown(Trust trust) {
        Applicant applicant = new Applicant("ChatGPT", trust, Optional.empty(), "chatgpt.com", false, false);
        String badge = switch (trust) {
            case VERIFIED -> "Known client";
            case UNVERIFIED -> "Unverified: it registered itself";
            case OWNED -> "Made on this server";
            case UNREAD -> throw new AssertionError("has no name");
        };
        String name = trust == Trust.UNVERIFIED ? "“ChatGPT”" : "ChatGPT";
        for (Document page : List.of(signIn(applicant), consent(applicant))) {
            assertThat(page.select(".badge").eachText(), is(List.of(badge)));
            assertThat(part(page, "Who asks").select(".answer").text(), is(name));
        }
    }

    // row: UI-09
    @Test
    void aDocumentThatIsNotKnownDescribesItselfAndNoMore() {
        assertThat(consent(DESCRIBED).select(".badge").text(), is("Unverified: it describes itself"));
        assertThat(consent(DESCRIBED).select("h1").text(), startsWith("Allow “ChatGPT”"));
    }

    // row: UI-01 UI-09
    @Test
    void ofADocumentThatIsYetToBeReadNothingIsSaidButItsHost() {
        Document page = signIn(new Applicant("app.example.net", Trust.UNREAD, Optional.of("app.example.net"), "chatgpt.com", false, false));
        Element asks = part(page, "Who asks");
        assertThat(asks.select(".answer").text(), is("A program at app.example.net"));
        assertThat(asks.select(".badge").text(), is("Unverified: it describes itself"));
        assertThat(asks.text(), containsString("read there when you have signed in"));
        assertThat(page.select(".name"), is(empty()));
        assertThat(page.text(), not(containsString("“")));
        assertThat(part(page, "The answer goes to").select("[role=note]").text(), startsWith("Take care. Whoever is at this address gets what you allow"));
    }

    // row: UI-09
    @Test
    void aNameThatIsNothingButAClaimIsQuotedToTheEnd() {
        Applicant claims = SamplePages.registered("ChatGPT", "chatgpt.com.evil.example");
        Applicant known = SamplePages.known();
        var location = new ReturnLocation("https://chatgpt.com.evil.example/cb?code=c");
        for (boolean allowed : new boolean[] {true, false}) {
            assertThat(lead(new ReturnPage(allowed, claims, location)), containsString("the answer to “ChatGPT” now"));
            assertThat(lead(new ReturnPage(allowed, known, location)), containsString("the answer to ChatGPT now"));
            assertThat(lead(new DeviceDonePage(allowed, claims)), containsString(" “ChatGPT” "));
            assertThat(lead(new DeviceDonePage(allowed, known)), containsString(" ChatGPT "));
        }
    }

    private static String lead(Page page) {
        return Jsoup.parse(page.html()).select(".lead").text();
    }

    // row: UI-05
    @Test
    void aProgramOnTheDeviceIsWarnedOfEvenWhereItsNameIsKnown() {
        for (Document page : List.of(signIn(LOOPBACK), consent(LOOPBACK))) {
            Element goes = part(page, "The answer goes to");
            assertThat(goes.select(".answer").text(), is("A program on this device"));
            assertThat(goes.text(), containsString("127.0.0.1"));
            assertThat(goes.select("[role=note]").text(),
                    startsWith("Take care. Any program that runs on this device can say that it is Claude Code."));
        }
    }

    // row: UI-05
    @Test
    void anApplicationWithASchemeIsWarnedOf() {
        for (Document page : List.of(signIn(SCHEME), consent(SCHEME))) {
            Element goes = part(page, "The answer goes to");
            assertThat(goes.select(".answer").text(), is("The application for cursor: links"));
            assertThat(goes.select("[role=note]").text(), startsWith("Take care. Any application on this device can take these links for itself."));
        }
    }

    // row: SEC-07
    @Test
    void anAddressOfAnUnverifiedClientIsWarnedOfAndThatOfAKnownOneIsNot() {
        assertThat(consent(DESCRIBED).select("[role=note]").text(), startsWith("Take care. Whoever is at this address gets what you allow"));
        assertThat(consent(SamplePages.known()).select("[role=note]"), is(empty()));
    }

    // row: DV-02
    @Test
    void aDeviceIsAllowedOnlyByWhoStartedItAndSeesItsCode() {
        Document page = Jsoup.parse(SamplePages.device(SamplePages.registered("Terminal", "the device that shows the code")).html());
        assertThat(page.select("h1 ~ [role=note]").first().text(),
                startsWith("Take care. Allow this only if you started it yourself, just now, on your own device"));
        assertThat(part(page, "The answer goes to").select(".code").text(), is("BCDF-GHJK"));
        assertThat(page.select(".badge").text(), is("Unverified: it registered itself"));
        assertThat(part(page, "What it may do").select("li"), is(not(empty())));
    }

    @Test
    void aDeviceWithoutACodeIsNoPage() {
        assertThrows(IllegalArgumentException.class, () -> new ConsentPage(SamplePages.KEY, SCHEME, "owner", SamplePages.SCOPES, true,
                Optional.empty(), "h"));
        assertThrows(IllegalArgumentException.class, () -> new ConsentPage(SamplePages.KEY, SCHEME, "owner", SamplePages.SCOPES, false,
                Optional.of("B"), "h"));
    }

    // row: SEC-07
    @Test
    void toDenyIsAButtonLikeTheOtherAndWhatTheEnterKeyDoes() {
        List<Element> buttons = consent(SamplePages.known()).select("form button");
        assertThat(buttons.stream().map(button -> button.attr("value")).toList(), is(List.of(Decision.DENY.wire(), Decision.ALLOW.wire())));
        assertThat(buttons.stream().map(button -> button.parent().className()).distinct().toList(), is(List.of("buttons pair")));
        assertThat(signIn(SamplePages.known()).select("form button[value=deny]").size(), is(1));
    }

    // row: UI-01
    @Test
    void whatIsRequiredIsShownAndWhatIsNotCanBeTickedOff() {
        Document page = Jsoup.parse(new ConsentPage(SamplePages.KEY, SCHEME, "owner", List.of(new ScopeChoice(Scope.READ, true, false),
                new ScopeChoice(Scope.WRITE, false, true)),
                false, Optional.empty(), "mcp.example.com").html());
        Element box = page.select("input[type=checkbox]").first();
        assertThat(page.select("input[type=checkbox]").size(), is(1));
        assertThat(box.attr("name"), is(ConsentPage.SCOPE));
        assertThat(Scope.parse(box.attr("value")), is(Optional.of(Scope.WRITE)));
        assertThat(box.hasAttr("checked"), is(true));
        assertThat(box.hasAttr("disabled"), is(false));
        assertThat(box.parent().text(), is("Change things It may use tools that change something, too. Untick it if you only want to ask."));
        assertThat(page.select("li.included").size(), is(1));
        assertThat(consent(SCHEME).select("input[type=checkbox][checked]"), is(empty()));
    }
}
