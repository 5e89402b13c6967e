package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is allowed but by the member who signed in for this request, in the browser that began it, once. */
class ConsentTest extends WithAuthorizationServer {

    // row: SEC-29
    // row: SEC-02
    @ParameterizedTest
    @CsvSource({"Origin, https://claude.ai", "Origin, http://127.0.0.1:9999", "Origin, http://mcp.example.com", "Origin, 'null'",
        "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site"})
    void aFormThatAPageOfAnotherOriginPostsDoesNothingWhateverItKnows(String name, String value) {
        flow.begin();
        assertThat(flow.browser.postSaying(name, value, Decision.SIGN_IN, SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE).status(), is(403));
        flow.browser.signIn();
        assertThat(flow.browser.postSaying(name, value, Decision.ALLOW).status(), is(403));
        var device = new TestBrowser(server);
        device.open("/device");
        assertThat(device.postSaying(name, value, Decision.CONTINUE, DeviceCodePage.USER_CODE, "BBBB-BBBB").status(), is(403));
    }

    // row: SEC-29
    @ParameterizedTest
    @CsvSource({"Origin, https://mcp.example.com", "Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none"})
    void aFormOfOursIsTaken(String name, String value) {
        flow.begin();
        flow.browser.signIn();
        assertThat(flow.browser.postSaying(name, value, Decision.ALLOW).status(), is(200));
    }

    // row: UI-01
    @Test
    void theConsentSaysWhoAsksWhereTheCodeGoesAndWhatItMayDo() {
        String id = server.register("{'client_name':'Wizard','redirect_uris':['https://wizard.example.org/cb']}").get("client_id");
        var asked = new TestFlow(server, id).asking("redirect_uri", "https://wizard.example.org/cb").asking("scope", "read write");
        asked.begin();
        String consent = asked.browser.signIn().body();
        assertThat(consent, containsString("Wizard"));
        assertThat(consent, containsString("wizard.example.org"));
        assertThat(consent, containsString("Read and search"));
        assertThat(consent, containsString("name=\"scope\" value=\"write\""));
        assertThat(consent, containsString("registered itself"));
    }

    // row: UI-01
    // row: UI-05
    // row: DC-08
    // row: SEC-03
    @Test
    void whoWasAllowedOnceIsAskedForAgain() {
        flow.tokens();
        var again = flow.begin();
        assertThat(again.status(), is(200));
        assertThat(again.body(), containsString("type=\"password\""));
        assertThat(again.body(), not(containsString("value=\"allow\"")));
        assertThat(flow.browser.signIn().body(), containsString("value=\"allow\""));
        // and another client of the same name, in the same browser, all the more
        var other = new TestFlow(server, server.registered());
        other.browser.cookies.putAll(flow.browser.cookies);
        assertThat(other.begin().body(), containsString("type=\"password\""));
    }

    // row: UI-05
    // row: SEC-08
    @Test
    void thatAnyProgramOfTheDeviceCouldAskIsSaid() {
        flow.begin();
        assertThat(flow.browser.shown().body(), containsString("Any program that runs on this device"));
        assertThat(flow.browser.signIn().body(), containsString("Any program that runs on this device"));
    }

    // row: UI-02
    // row: SEC-29
    @Test
    void aFormWithoutItsSecretDecidesNothing() {
        flow.begin();
        String before = flow.browser.hidden(FormKey.CSRF);
        flow.browser.signIn();
        String right = flow.browser.hidden(FormKey.CSRF);
        for (String csrf : List.of("", "x", before, right.substring(1), right + "A", right.toLowerCase(java.util.Locale.ROOT))) {
            for (Decision decision : List.of(Decision.ALLOW, Decision.DENY, Decision.SIGN_IN)) {
                assertThat(flow.browser.post(decision, FormKey.CSRF, csrf).isDeadEnd(), is(true));
            }
        }
        assertThat(server.happened(), not(hasItem("granted")));
        assertThat(server.happened(), not(hasItem("denied")));
        assertThat(flow.browser.press(Decision.ALLOW).location(), startsWith(TestAuthorizationServer.CALLBACK));
    }

    // row: UI-02
    // row: UI-04
    // row: SEC-29
    @Test
    void anotherBrowserDecidesNothing() {
        flow.begin();
        flow.browser.signIn();
        var mine = List.copyOf(flow.browser.cookies.entrySet());
        flow.browser.cookies.clear();
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(server.get(flow.browser.requestAddress()).isDeadEnd(), is(true));
        flow.browser.cookies.put(mine.getFirst().getKey(), "sigil_br_" + "A".repeat(43));
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        flow.browser.cookies.put(mine.getFirst().getKey(), "=;\"");
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        flow.browser.cookies.put(mine.getFirst().getKey(), mine.getFirst().getValue());
        assertThat(flow.browser.post(Decision.ALLOW).location(), startsWith(TestAuthorizationServer.CALLBACK));
    }

    // row: UI-02
    // row: UI-04
    // row: SEC-29
    @Test
    void theCookieAndTheSecretOfAnotherRequestDecideNothing() {
        flow.begin();
        flow.browser.signIn();
        String myCookie = flow.browser.cookies.values().iterator().next();
        String myCsrf = flow.browser.hidden(FormKey.CSRF);
        var other = new TestFlow(server, server.registered());
        other.begin();
        String cookieName = other.browser.cookies.keySet().iterator().next();
        other.browser.cookies.put(cookieName, myCookie);
        for (Decision decision : List.of(Decision.ALLOW, Decision.DENY)) {
            assertThat(other.browser.post(decision).isDeadEnd(), is(true));
            assertThat(other.browser.post(decision, FormKey.CSRF, myCsrf).isDeadEnd(), is(true));
        }
        assertThat(server.happened(), not(hasItem("granted")));
    }

    // row: UI-02
    @Test
    void theSignInOfOneRequestIsNotThatOfAnotherInTheSameBrowser() {
        flow.begin();
        flow.browser.signIn();
        var second = new TestFlow(server, server.registered());
        second.browser.cookies.putAll(flow.browser.cookies);
        assertThat(second.begin().body(), containsString("type=\"password\""));
        assertThat(second.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        // and it does not disturb the first
        assertThat(flow.browser.press(Decision.ALLOW).location(), startsWith(TestAuthorizationServer.CALLBACK));
    }

    // row: UI-02
    // row: SEC-29
    @Test
    void whoHasNotSignedInAllowsNothing() {
        flow.begin();
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        flow.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, "wrong words of some length");
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(server.happened(), not(hasItem("granted")));
    }

    // row: UI-02
    @Test
    void aConsentThatIsPostedAgainGivesNoSecondCode() {
        flow.begin();
        flow.browser.signIn();
        var cookies = java.util.Map.copyOf(flow.browser.cookies);
        assertThat(flow.browser.post(Decision.ALLOW).parameter("code").isPresent(), is(true));
        flow.browser.cookies.putAll(cookies);
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(flow.browser.post(Decision.DENY).isDeadEnd(), is(true));
        assertThat(server.happened().stream().filter("granted"::equals).count(), is(1L));
    }

    // row: UI-02
    @Test
    void whoDeniedCannotAllowAfterwards() {
        flow.begin();
        flow.browser.signIn();
        var cookies = java.util.Map.copyOf(flow.browser.cookies);
        assertThat(flow.browser.post(Decision.DENY).parameter("error"), is(Optional.of("access_denied")));
        flow.browser.cookies.putAll(cookies);
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(server.get(flow.browser.requestAddress()).isDeadEnd(), is(true));
        assertThat(server.happened(), hasItem("denied"));
    }

    @Test
    void ofAClientThatIsForgottenMeanwhileIsSaidThatItIs() {
        flow.begin();
        server.store.clients().list().forEach(client -> server.store.clients().remove(client.id()));
        var forgotten = flow.browser.open(flow.browser.requestAddress());
        assertThat(forgotten.isDeadEnd(), is(true));
        assertThat(forgotten.body(), containsString("It registered itself and was forgotten, or its owner removed it."));
    }

    // row: UI-02
    @Test
    void whatWasDecidedIsNotShownAgainToWhoKeptTheCookie() {
        flow.begin();
        flow.browser.signIn();
        String address = flow.browser.requestAddress();
        Map<String, String> kept = Map.copyOf(flow.browser.cookies);
        flow.browser.post(Decision.DENY);
        flow.browser.cookies.putAll(kept);
        assertThat(flow.browser.open(address).isDeadEnd(), is(true));
    }

    // row: UI-02
    @Test
    void afterTenMinutesTheRequestIsOver() {
        flow.begin();
        server.clock.advance(Duration.ofSeconds(599));
        flow.browser.signIn();
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(flow.browser.open(flow.browser.requestAddress()).isDeadEnd(), is(true));
        assertThat(server.happened(), not(hasItem("granted")));
    }

    // row: SEC-29
    @Test
    void signingInGivesTheBrowserAnotherSecret() {
        flow.begin();
        var before = java.util.Map.copyOf(flow.browser.cookies);
        flow.browser.signIn();
        assertThat(flow.browser.cookies.keySet(), is(before.keySet()));
        var planted = new TestBrowser(server);
        planted.cookies.putAll(before);
        assertThat(planted.open(flow.browser.requestAddress()).isDeadEnd(), is(true));
        assertThat(flow.browser.press(Decision.ALLOW).location(), startsWith(TestAuthorizationServer.CALLBACK));
    }

    // row: UI-04
    @Test
    void theCookieIsKeptFromScriptsFromOtherHostsAndFromPlainText() {
        var answer = server.get(flow.address());
        assertThat(answer.header("Set-Cookie"), matchesPattern(
                "__Host-sigil-[0-9a-f]{12}=sigil_br_[A-Za-z0-9_-]{43}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"));
        flow.begin();
        flow.browser.signIn();
        assertThat(flow.browser.post(Decision.ALLOW).header("Set-Cookie"), matchesPattern(
                "__Host-sigil-[0-9a-f]{12}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"));
    }

    // row: AS-21
    @Test
    void thePassphraseIsNotPostedOnToTheClient() {
        flow.begin();
        flow.browser.signIn();
        var answer = flow.browser.post(Decision.ALLOW);
        assertThat("a page that goes on, and no redirect that could repeat the post", answer.status(), is(200));
        assertThat(answer.location(), startsWith(TestAuthorizationServer.CALLBACK));
        assertThat(answer.header("Referrer-Policy"), is("same-origin"));
        assertThat("which has no form", answer.body(), not(containsString("<form")));
    }
}
