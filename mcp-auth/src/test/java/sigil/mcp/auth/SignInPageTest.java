package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import sigil.mcp.auth.SignInPage.Problem;
import sigil.mcp.auth.SignInPage.Way;

/** The pages that ask for something to be typed, and what they say when it was wrong. */
class SignInPageTest {
    private static final Optional<String> CODE = Optional.of("BCDF-GHJK");

    private static Document page(boolean askMember, boolean passphrase, Optional<String> boxCode, Optional<Problem> problem) {
        return Jsoup.parse(new SignInPage(SamplePages.KEY, SamplePages.known(), askMember, "ada", passphrase, boxCode, problem).html());
    }

    private static List<String> decisions(Document page) {
        return page.select("button").eachAttr("value");
    }

    @Test
    void bothWaysAreOfferedAndToDenyIsTheThird() {
        Document page = page(false, true, CODE, Optional.empty());
        assertThat(decisions(page), is(List.of(Decision.SIGN_IN.wire(), Decision.APPROVED.wire(), Decision.DENY.wire())));
        Element field = page.select("input[type=password]").first();
        assertThat(field.attr("name"), is(SignInPage.PASSPHRASE));
        assertThat(field.attr("autocomplete"), is("current-password"));
        assertThat(field.hasAttr("value"), is(false));
        assertThat(page.select(".code").text(), is("BCDF-GHJK"));
        assertThat(page.select(".command").text(), is("sigil-mcp approve BCDF-GHJK"));
        assertThat(page.select("[name=" + SignInPage.MEMBER + "]"), is(empty()));
    }

    @Test
    void withoutAPassphraseTheBoxIsTheWayAndTheOtherIsExplained() {
        Document page = page(false, false, CODE, Optional.empty());
        assertThat(decisions(page), is(List.of(Decision.APPROVED.wire(), Decision.DENY.wire())));
        assertThat(page.select("input[type=password]"), is(empty()));
        assertThat(page.select(".command").eachText(), is(List.of("sigil-mcp approve BCDF-GHJK", "sigil-mcp owner set-passphrase")));
    }

    @Test
    void withoutACodeThePassphraseIsTheWay() {
        assertThat(decisions(page(false, true, Optional.empty(), Optional.empty())), is(List.of(Decision.SIGN_IN.wire(), Decision.DENY.wire())));
        assertThat(page(false, true, Optional.empty(), Optional.empty()).select(".code"), is(empty()));
    }

    @Test
    void aMemberIsAskedForHisNameWhereThereAreSeveral() {
        Element field = page(true, true, CODE, Optional.empty()).select("input[name=" + SignInPage.MEMBER + "]").first();
        assertThat(field.attr("value"), is("ada"));
        assertThat(field.attr("autocomplete"), is("username"));
        assertThat(field.parents().select("form").first().select("input[type=password]"), is(not(empty())));
    }

    @Test
    void aProblemIsSaidFirstAndTiedToTheFieldsThatItIsAbout() {
        Document page = page(true, true, CODE, Optional.of(new Problem(Way.PASSPHRASE, "The name or the passphrase is not right.")));
        assertThat(page.title(), startsWith("Not signed in yet"));
        assertThat(page.select("h1 + [role=alert]").text(), is("That did not work. The name or the passphrase is not right."));
        assertThat(page.select("input[aria-invalid=true]").eachAttr("aria-describedby"), is(List.of("problem member-hint", "problem passphrase-hint")));
        assertThat(page.select("button[value=approved]").attr("aria-describedby"), is("box-hint"));
    }

    @Test
    void aCodeThatIsNotApprovedYetIsTiedToItsButton() {
        Document page = page(false, true, CODE, Optional.of(new Problem(Way.BOX, "The code is not approved yet.")));
        assertThat(page.select("#problem").text(), containsString("not approved yet"));
        assertThat(page.select("button[value=approved]").attr("aria-describedby"), is("problem box-hint"));
        assertThat(page.select("input[aria-invalid=true]"), is(empty()));
        assertThat(page(false, true, CODE, Optional.empty()).select("#problem, [aria-invalid=true]"), is(empty()));
    }

    // row: DV-02
    @Test
    void aCodeThatCameWithTheLinkIsFilledInAndWaitsForAPerson() {
        Document page = Jsoup.parse(new DeviceCodePage(SamplePages.KEY, "BCDF-GHJK", Optional.empty()).html());
        Element field = page.select("input[name=" + DeviceCodePage.USER_CODE + "]").first();
        assertThat(field.attr("value"), is("BCDF-GHJK"));
        assertThat(page.select("#" + field.attr("aria-describedby")).text(), is("It came with the link. Compare it with the one on your device."));
        assertThat(page.text(), containsString("Go on only if you started this yourself, just now, on your own device."));
        assertThat(decisions(page), is(List.of(Decision.CONTINUE.wire())));
        assertThat(page.select("meta[http-equiv]"), is(empty()));
    }

    // row: DV-02
    @Test
    void aWrongCodeIsSaidAndTiedToItsField() {
        Document page = Jsoup.parse(new DeviceCodePage(SamplePages.KEY, "BCDF", Optional.of("This code is not known.")).html());
        assertThat(page.select("#problem").text(), is("That did not work. This code is not known."));
        assertThat(page.select("input[aria-invalid=true]").eachAttr("aria-describedby"), is(List.of("problem code-hint")));
        assertThat(page.select("#code-hint").text(), startsWith("Eight letters"));
    }

    @Test
    void anErrorSaysItsFaultAndItsCure() {
        Document page = Jsoup.parse(new ErrorPage("This request is not valid", "The fault.", "The cure.").html());
        assertThat(page.select("main").text(), is("This request is not valid The fault. What you can do The cure."));
        assertThat(page.select("form"), is(empty()));
    }
}
