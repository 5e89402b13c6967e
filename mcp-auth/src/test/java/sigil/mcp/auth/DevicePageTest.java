package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a person whose device shows a code (RFC 8628 sections 3.3 and 5). */
class DevicePageTest extends WithAuthorizationServer {
    private String userCode;
    private TestBrowser browser;

    @BeforeEach
    void startDevice() {
        String client = server.register("{'client_name':'Lamp','grant_types':['" + TokenEndpoint.DEVICE_CODE + "']}").get("client_id");
        userCode = server.form("/oauth/device", "client_id", client, "scope", "read").get("user_code");
        browser = new TestBrowser(server);
    }

    // row: DV-02
    // row: SEC-30
    @Test
    void aCodeThatCameWithALinkIsShownAndNothingMore() {
        var page = browser.open("/device?user_code=" + userCode);
        assertThat(page.status(), is(200));
        assertThat(page.body(), containsString("value=\"" + userCode + "\""));
        assertThat(page.body(), containsString("only if you started this yourself"));
        assertThat(page.body(), not(containsString("Lamp")));
        assertThat(page.body(), not(containsString("http-equiv")));
    }

    // row: DV-02
    // row: SEC-30
    @Test
    void theMemberSignsInSeesWhoAsksAndTheCodeAndIsWarned() {
        browser.open("/device");
        browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode.toLowerCase(Locale.ROOT).replace("-", " "));
        assertThat(browser.shown().body(), containsString("type=\"password\""));
        String consent = browser.signIn().body();
        assertThat(consent, containsString("Lamp"));
        assertThat(consent, containsString(userCode));
        assertThat(consent, containsString("Read and search"));
        assertThat(consent, containsString("If somebody sent you the code or the link, deny"));
        assertThat(browser.press(Decision.ALLOW).body(), containsString("go back to your device"));
    }

    // row: DV-02
    @ParameterizedTest
    @CsvSource({"ALLOW, Allowed", "DENY, Denied"})
    void theLastPageIsLoadedAgainWithoutPostingAgain(Decision decision, String heading) {
        browser.open("/device");
        browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode);
        browser.signIn();
        var answer = browser.post(decision);
        assertThat(answer.status(), is(303));
        String done = answer.header("Location");
        for (int i = 0; i < 2; i++) {
            var page = Jsoup.parse(browser.open(done).body());
            assertThat(page.select("h1").text(), is(heading));
            assertThat(page.select(".lead").text(), containsString("“Lamp”"));
        }
        assertThat("to another browser nothing is said", new TestBrowser(server).open(done).isDeadEnd(), is(true));
        server.clock.advance(PendingRequests.LIFE);
        assertThat(browser.open(done).isDeadEnd(), is(true));
    }

    // row: DV-02
    @Test
    void aWrongCodeIsAnsweredByAPageThatCanBeLoadedAgain() {
        browser.open("/device");
        var answer = browser.post(Decision.CONTINUE, DeviceCodePage.USER_CODE, "bcdf ghj&");
        assertThat(answer.status(), is(303));
        for (int i = 0; i < 2; i++) {
            var page = browser.open(answer.header("Location")).body();
            assertThat(page, containsString("No device shows this code now"));
            assertThat("so that a letter can be mended", page, containsString("value=\"bcdf ghj&amp;\""));
        }
        assertThat(browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode).body(), containsString("type=\"password\""));
    }

    // row: DV-02
    @Test
    void aCodeIsDecidedOnce() {
        var second = new TestBrowser(server);
        second.open("/device");
        browser.open("/device");
        for (TestBrowser one : new TestBrowser[] {browser, second}) {
            one.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode);
            one.signIn();
        }
        assertThat(browser.press(Decision.ALLOW).status(), is(200));
        assertThat(second.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(server.happened().stream().filter("granted"::equals).count(), is(1L));
        var third = new TestBrowser(server);
        third.open("/device");
        assertThat(third.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode).body(), containsString("No device shows this code now"));
    }

    // row: DV-02
    // row: AS-20
    // row: SEC-28
    @Test
    void whoGuessesCodesIsSlowedDown() {
        for (int i = 0; i < 10; i++) {
            browser.open("/device");
            assertThat(browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, "BBBB-BBBB").body(), containsString("No device shows this code now"));
        }
        browser.open("/device");
        var refused = browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode);
        assertThat(refused.status(), is(429));
        assertThat(refused.body(), containsString("Wait a minute and try again."));
        assertThat(Integer.parseInt(refused.header("Retry-After")) > 0, is(true));
        server.address = "198.51.100.1";
        browser.open("/device");
        assertThat(browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode).body(), containsString("type=\"password\""));
    }

    // row: DV-02
    // row: AS-20
    @Test
    void fromManyNetworksTogetherAHundredCodesAreTriedAndThenSeldomOne() {
        int looked = 0;
        for (int i = 0; i < 300; i++) {
            server.address = "198.51." + i / 200 + "." + i % 200;
            var guesser = new TestBrowser(server);
            guesser.open("/device");
            looked += guesser.post(Decision.CONTINUE, DeviceCodePage.USER_CODE, "BBBB-BBBB").status() == 303 ? 1 : 0;
        }
        assertThat(looked, is(100));
    }

    // row: UI-02
    // row: SEC-29
    @Test
    void aPageOfSomebodyElseTypesNoCode() {
        browser.open("/device");
        String right = browser.hidden(FormKey.CSRF);
        for (String csrf : new String[] {"", "x", right + "A"}) {
            assertThat(browser.post(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode, FormKey.CSRF, csrf).isDeadEnd(), is(true));
        }
        var cookies = java.util.Map.copyOf(browser.cookies);
        browser.cookies.clear();
        assertThat(browser.post(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode).isDeadEnd(), is(true));
        browser.cookies.putAll(cookies);
        assertThat(browser.post(Decision.CONTINUE, DeviceCodePage.USER_CODE, userCode).status(), is(303));
    }

    // row: UI-02
    @Test
    void theFormOfACodeDecidesNoRequest() {
        flow.begin();
        browser.open("/device");
        assertThat(server.post("/oauth/request", "application/x-www-form-urlencoded", TestAuthorizationServer.encoded(
                FormKey.REQUEST, browser.hidden(FormKey.REQUEST), FormKey.CSRF, browser.hidden(FormKey.CSRF), Decision.FIELD, "allow"), "Cookie",
                browser.cookies.entrySet().iterator().next().toString()).isDeadEnd(), is(true));
    }

    // row: SEC-31
    @Test
    void whatWasTypedIsNoMarkup() {
        assertThat(browser.open("/device?user_code=%22%3E%3Cscript%3E").body(), not(containsString("<script")));
        assertThat(browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, "\"><script>").body(), not(containsString("<script")));
    }
}
