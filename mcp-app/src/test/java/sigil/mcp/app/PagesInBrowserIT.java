package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People in front of a real browser: how they let clients in and how they do not, and what goes wrong on the way. */
class PagesInBrowserIT {
    private static final String WRONG = "not the passphrase of anybody";

    @TempDir
    private static Path home;
    private static SignInStage stage;
    private static HeadlessBrowser browser;
    private static String loopbackClient;

    @BeforeAll
    static void begin() {
        stage = SignInStage.set(home);
        stage.image().setPassphrase(SignInStage.PASSPHRASE);
        browser = stage.browser();
        loopbackClient = stage.register("Scripted client", callback());
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            // the server ends even where the browser did not come to its end
            try {
                browser.close();
            } finally {
                stage.close();
            }
        }
    }

    private static String callback() {
        return stage.site().loopback(ClientSite.CALLBACK);
    }

    private static String address() {
        return SignInStage.address(loopbackClient, callback(), "read write");
    }

    /** A tab in which somebody has signed in and has not decided. */
    private static BrowserTab signedIn(String address) {
        return browser.tab().open(address).fill("passphrase", SignInStage.PASSPHRASE).press("sign_in");
    }

    /** Neither the browser's policies nor its console had anything to say, and nobody but the server and the client was asked for anything. */
    private static void nothingWasWrong(BrowserTab tab) {
        assertThat(tab.complaints(), is(empty()));
        assertThat(tab.requests(), everyItem(anyOf(startsWith(SignInStage.SERVER + "/"), startsWith(callback()))));
    }

    @Test
    void byPassphraseTheClientGetsItsCodeWithoutAnyScript() {
        try (BrowserTab tab = browser.tabWithoutScript()) {
            tab.open(address()).fill("passphrase", SignInStage.PASSPHRASE).press("sign_in");
            assertThat(tab.heading(), containsString("Scripted client"));
            tab.press("allow").until(callback());
            assertThat(tab.see().url(), allOf(containsString("code="), containsString("state=state-of-the-client"),
                    containsString("iss=https%3A%2F%2F" + SignInStage.HOST)));
            nothingWasWrong(tab);
        }
    }

    @Test
    void byTheCodeThatIsApprovedOnTheBoxNoSecretIsTyped() {
        try (BrowserTab tab = browser.tabWithoutScript()) {
            tab.open(address()).press("approved");
            assertThat("not yet", tab.see().text(), containsString("has not been approved yet"));
            stage.approve(tab.texts(".code").getFirst());
            tab.press("approved");
            assertThat(tab.heading(), containsString("Scripted client"));
            tab.press("allow").until(callback());
            assertThat(tab.see().url(), containsString("code="));
            nothingWasWrong(tab);
        }
    }

    @Test
    void whoDeniesSendsTheClientAwayEvenBeforeSigningIn() {
        for (BrowserTab tab : List.of(browser.tab().open(address()), signedIn(address()))) {
            try (tab) {
                tab.press("deny").until(callback());
                assertThat(tab.see().url(), allOf(containsString("error=access_denied"), containsString("state=state-of-the-client"),
                        containsString("iss="), not(containsString("code="))));
                nothingWasWrong(tab);
            }
        }
    }

    @Test
    void whoMistypesIsToldSoAndTriesAgain() {
        try (BrowserTab tab = browser.tab()) {
            tab.open(address()).fill("passphrase", WRONG).press("sign_in");
            assertThat(tab.texts("[role=alert]"), hasSize(1));
            assertThat("the field says that it is the one", tab.attribute("[name=passphrase]", "aria-invalid"), is("true"));
            assertThat("what was typed is not sent back", tab.count("[value='" + WRONG + "']"), is(0));
            assertThat(tab.see().url(), not(containsString("passphrase=")));
            tab.fill("passphrase", SignInStage.PASSPHRASE).press("sign_in").press("allow").until(callback());
            assertThat(tab.see().url(), containsString("code="));
            nothingWasWrong(tab);
        }
    }

    @Test
    void whoGoesBackAfterAllowingAndAllowsAgainFindsThatItIsOver() {
        try (BrowserTab tab = signedIn(address())) {
            tab.press("allow").until(callback());
            int codes = codes();
            tab.back();
            // the page may be one that the browser kept or one that it asked for again
            for (int i = 0; i < 3 && tab.count("button[value=allow]") == 0 && !tab.heading().contains("over"); i++) {
                tab.back();
            }
            if (tab.count("button[value=allow]") > 0) {
                tab.press("allow");
            }
            assertThat(tab.heading(), containsString("over"));
            assertThat(tab.see().status(), is(400));
            assertThat("no second code", codes(), is(codes));
        }
    }

    @Test
    void aFormThatIsSentOnceMoreAllowsNothing() {
        try (BrowserTab tab = signedIn(address())) {
            tab.press("allow").until(callback());
            assertThat(tab.posts(), hasSize(2));
            for (BrowserTab.Post post : tab.posts()) {
                assertThat(post.cookie(), startsWith("__Host-sigil"));
                RawHttp.Response again = stage.replay(post);
                assertThat(again.status(), is(400));
                assertThat(again.body(), containsString("over"));
                assertThat(again.first("Location").isPresent(), is(false));
            }
        }
    }

    @Test
    void theCookieIsForThisHostAndTlsAloneAndGoesWithTheRequest() {
        try (BrowserTab tab = browser.tab().open(address())) {
            assertThat(tab.cookies(), hasSize(1));
            var cookie = tab.cookies().getFirst();
            assertThat(cookie.getString("name"), startsWith("__Host-sigil"));
            assertThat(cookie.getBoolean("secure") && cookie.getBoolean("httpOnly"), is(true));
            assertThat(cookie.getString("sameSite"), is("Lax"));
            tab.press("deny").until(callback());
            assertThat(tab.cookies(), is(empty()));
        }
    }

    @Test
    void aBrowserThatKeepsNoCookiesIsToldThatItMust() {
        try (HeadlessBrowser strict = stage.browser(false); BrowserTab tab = strict.tab()) {
            tab.open(address());
            assertThat(tab.heading(), containsString("over"));
            assertThat(tab.see().text(), containsString("cookies"));
            assertThat(tab.count("form"), is(0));
        }
    }

    @Test
    void noPageIsShownWithinAnother() {
        String waiting;
        try (BrowserTab tab = browser.tab().open(address())) {
            waiting = tab.see().url();
        }
        try (BrowserTab tab = browser.tab()) {
            for (String page : List.of(address(), waiting, SignInStage.SERVER + "/device")) {
                tab.open(SignInStage.ASSISTANT + ClientSite.FRAME + "?" + SignInStage.form(java.util.Map.of("src", page)));
                assertThat(tab.frames(), hasSize(1));
                assertThat(page, tab.frames().getFirst().getString("url"), startsWith("chrome-error:"));
                assertThat(page, tab.frames().getFirst().getString("text"), not(containsString("Sigil")));
            }
            assertThat(tab.complaints(), is(not(empty())));
        }
    }

    @Test
    void twoTabsDecideForThemselves() {
        try (BrowserTab one = browser.tab().open(address())) {
            String first = one.see().url();
            one.open(address()).fill("passphrase", SignInStage.PASSPHRASE).press("sign_in").press("deny").until(callback());
            one.open(first).fill("passphrase", SignInStage.PASSPHRASE).press("sign_in").press("allow").until(callback());
            assertThat(one.see().url(), containsString("code="));
        }
    }

    static Stream<Arguments> destinations() {
        return Stream.of(
                argumentSet("a program that listens", ClientSite.CALLBACK, "", ""),
                argumentSet("a host", "", SignInStage.ASSISTANT + ClientSite.CALLBACK, SignInStage.ASSISTANT + ClientSite.CALLBACK + "?"),
                argumentSet("a host that sends on to another", "", SignInStage.ASSISTANT + ClientSite.TO_OTHER_HOST, ClientSite.OTHER_HOST));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void theAnswerArrivesWhereverItGoes(String onLoopback, String there, String arrival) {
        String redirect = onLoopback.isEmpty() ? there : stage.site().loopback(onLoopback);
        String client = stage.register("Travelling client", redirect);
        for (String decision : List.of("allow", "deny")) {
            try (BrowserTab tab = signedIn(SignInStage.address(client, redirect, "read"))) {
                tab.press(decision).until(arrival.isEmpty() ? redirect : arrival);
                assertThat(tab.complaints(), is(empty()));
                assertThat(stage.site().arrived().getLast(), containsString(arrival.equals(ClientSite.OTHER_HOST) ? "landed" : "state="));
            }
        }
    }

    static Stream<Arguments> applications() {
        return Stream.of(
                argumentSet("itself", SignInStage.CURSOR_CALLBACK, SignInStage.CURSOR_CALLBACK),
                argumentSet("through a host", SignInStage.ASSISTANT + ClientSite.TO_APPLICATION, ClientSite.APPLICATION));
    }

    @ParameterizedTest
    @MethodSource("applications")
    void theAnswerIsHandedToAnApplication(String redirect, String arrival) {
        String client = stage.register("An editor", redirect);
        try (BrowserTab tab = signedIn(SignInStage.address(client, redirect, "read"))) {
            tab.press("allow");
            assertThat("a page stays that says what happened", tab.heading(), is("Allowed"));
            tab.untilNoted(arrival);
            // no policy of the page stood in the way, only that nothing here takes such links
            assertThat(tab.complaints(), everyItem(not(containsString("Content Security Policy"))));
        }
    }

    @Test
    void withTheKeyboardAloneTheFocusGoesWhereTheEyeGoesAndEnterSignsIn() {
        try (BrowserTab tab = browser.tab().open(address())) {
            assertThat("who asks is read first", tab.focused(), is("body"));
            tab.key("Tab");
            assertThat(tab.focused(), startsWith("input passphrase"));
            tab.key("Tab");
            assertThat(tab.focused(), is("button decision sign_in"));
            tab.key("Tab");
            assertThat(tab.focused(), is("button decision approved"));
            tab.key("Tab");
            assertThat(tab.focused(), is("button decision deny"));
            tab.key("Shift+Tab", "Shift+Tab", "Shift+Tab").type(SignInStage.PASSPHRASE).keyThatLeads("Enter");
            assertThat(tab.count("button[value=allow]"), is(1));
            tab.key("Tab");
            assertThat(tab.focused(), is("input scope write"));
            tab.key("Tab");
            assertThat(tab.focused(), is("button decision deny"));
            tab.key("Tab");
            assertThat(tab.focused(), is("button decision allow"));
            tab.keyThatLeads("Enter").until(callback());
            assertThat(tab.see().url(), containsString("code="));
            nothingWasWrong(tab);
        }
    }

    @Test
    void theEnterKeyAllowsNothingByAccident() {
        try (BrowserTab tab = signedIn(address())) {
            String asked = tab.see().url();
            tab.key("Enter");
            assertThat("with the focus nowhere it does nothing", tab.see().url(), is(asked));
            assertThat(tab.count("button[value=allow]"), is(1));
            tab.key("Tab");
            assertThat(tab.focused(), is("input scope write"));
            tab.keyThatLeads("Enter").until(callback());
            assertThat("in a field it gives the first button", tab.see().url(), containsString("error=access_denied"));
        }
    }

    @Test
    void aDeviceIsLetInByItsCodeAndIsNotByAnother() {
        String code = stage.deviceCode("A terminal");
        try (BrowserTab tab = browser.tabWithoutScript()) {
            tab.open(SignInStage.SERVER + "/device").fill("user_code", "BBBB-BBBB").press("continue");
            assertThat(tab.texts("[role=alert]"), hasSize(1));
            tab.fill("user_code", code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")).press("continue");
            tab.fill("passphrase", SignInStage.PASSPHRASE).press("sign_in");
            assertThat(tab.see().text(), allOf(containsString("A terminal"), containsString(code)));
            tab.press("allow");
            assertThat(tab.heading(), is("Allowed"));
            nothingWasWrong(tab);
        }
    }

    @Test
    void aCodeThatCameWithALinkIsFilledInAndWaitsForThePerson() {
        String code = stage.deviceCode("A terminal");
        try (BrowserTab tab = browser.tab().open(SignInStage.SERVER + "/device?user_code=" + code)) {
            assertThat(tab.attribute("[name=user_code]", "value"), is(code));
            assertThat(tab.posts(), is(empty()));
            tab.press("continue").press("deny");
            assertThat(tab.heading(), is("Denied"));
            nothingWasWrong(tab);
        }
    }

    private static int codes() {
        return (int) stage.site().arrived().stream().filter(answer -> answer.contains("code=")).count();
    }
}
