package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client whose id is the URL of a document: when that is fetched, and what becomes of it when it changes meanwhile. */
class ClientDocumentFlowTest extends WithAuthorizationServer {
    private static final String URL = "https://app.example.com/oauth/client.json";
    private static final String CALLBACK = "https://app.example.com/callback";
    private TestFlow app;

    @BeforeEach
    void publish() {
        publish("App", CALLBACK);
        app = new TestFlow(server, URL).asking("redirect_uri", CALLBACK).redeeming("redirect_uri", CALLBACK);
    }

    // row: CI-13
    // row: SEC-12
    @Test
    void nothingIsFetchedForSomebodyWhoHasNotSignedIn() {
        app.begin();
        app.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, "not the right words");
        app.browser.press(Decision.APPROVED);
        app.browser.post(Decision.ALLOW);
        app.browser.press(Decision.DENY);
        server.form("/oauth/token", "grant_type", "authorization_code", "client_id", URL, "code", "x");
        server.form("/oauth/device", "client_id", URL);
        server.form("/oauth/revoke", "client_id", URL, "token", "x");
        assertThat(server.fetched, is(List.of()));
        app.begin();
        app.browser.signIn();
        assertThat(server.fetched, is(List.of(URL)));
    }

    // row: CI-01
    // row: UI-01
    @Test
    void untilThenNothingButItsHostIsSaidOfIt() {
        app.begin();
        assertThat(Jsoup.parse(app.browser.shown().body()).select("#asks + div .answer").text(), is("A program at app.example.com"));
        assertThat(app.browser.shown().body(), not(containsString("its own word")));
        assertThat(app.browser.signIn().body(), containsString("“<bdi class=\"name\" translate=\"no\">App</bdi>”"));
        var answer = app.browser.press(Decision.ALLOW);
        assertThat(answer.location(), startsWith(CALLBACK + "?code="));
        assertThat(app.redeem(answer.parameter("code").orElseThrow()).status(), is(200));
    }

    // row: CI-04
    // row: AS-11
    @Test
    void anAddressThatIsNotInTheDocumentGetsNothing() {
        app.asking("redirect_uri", "https://evil.example/callback");
        assertThat(app.begin().status(), is(200));
        var consent = app.browser.signIn();
        assertThat(consent.isDeadEnd(), is(true));
        assertThat(consent.body(), containsString("not one of its own"));
        var event = server.audit().getLast();
        assertThat(event.what() + " " + event.client().orElseThrow(), is("refused " + URL));
    }

    // row: CI-04
    // row: CI-12
    @Test
    void aDocumentThatChangesBetweenConsentAndAnswerIsLookedAtAgain() {
        app.begin();
        app.browser.signIn();
        publish("App", "https://app.example.com/other");
        server.clock.advance(Duration.ofMinutes(6));
        assertThat(app.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(server.happened(), not(hasItem("granted")));
    }

    // row: CI-04
    @Test
    void aDocumentThatIsGoneOrBadAllowsNothing() {
        server.documents.clear();
        app.begin();
        assertThat(app.browser.signIn().isDeadEnd(), is(true));
        server.documents.put(URL, "{\"client_id\":\"https://other.example.com/client.json\",\"client_name\":\"x\",\"redirect_uris\":[\"" + CALLBACK + "\"]}");
        app.begin();
        assertThat(app.browser.signIn().isDeadEnd(), is(true));
        assertThat(server.happened(), not(hasItem("granted")));
    }

    // row: CI-12
    @Test
    void whoWasAllowedIsAskedForAgainUnderWhatTheDocumentSaysThen() {
        app.allow();
        publish("Renamed", CALLBACK);
        server.clock.advance(Duration.ofMinutes(6));
        assertThat(app.begin().body(), containsString("type=\"password\""));
        assertThat(app.browser.signIn().body(), containsString("Renamed"));
    }

    // row: CI-04
    @Test
    void aDocumentThatGotAnotherAddressMeanwhileIsFetchedForIt() {
        app.allow();
        publish("App", "https://app.example.com/new");
        server.clock.advance(Duration.ofMinutes(6));
        app.asking("redirect_uri", "https://app.example.com/new");
        assertThat("as of a stranger", app.begin().body(), not(containsString("“<bdi class=\"name\" translate=\"no\">App</bdi>”")));
        app.browser.signIn();
        assertThat(app.browser.press(Decision.ALLOW).location(), startsWith("https://app.example.com/new?code="));
    }

    // row: AS-11
    @Test
    void aKnownVendorIsAnsweredAtItsOwnAddressAndNowhereElse() {
        String callback = "https://chatgpt.com/connector_platform_oauth_redirect";
        var vendor = new TestFlow(server, "https://chatgpt.com/oauth/client.json").asking("redirect_uri", callback).asking("code_challenge_method", "plain");
        assertThat(vendor.begin().header("Location"), startsWith(callback + "?error=invalid_request"));
        assertThat(vendor.asking("redirect_uri", "https://evil.example/").begin().isDeadEnd(), is(true));
        // nor is the vendor's name lent to that address
        assertThat(vendor.asking("code_challenge_method", "S256").begin().body(), not(containsString("Known client")));
        assertThat(vendor.browser.signIn().isDeadEnd(), is(true));
        assertThat(vendor.asking("redirect_uri", callback).begin().body(), containsString("Known client"));
        vendor.browser.signIn();
        assertThat(vendor.browser.press(Decision.ALLOW).location(), startsWith(callback + "?code="));
    }

    // row: AS-11
    @Test
    void nobodyIsSentToTheAddressOfADocumentThatWasNotFetched() {
        assertThat(app.asking("response_type", "token").begin().isDeadEnd(), is(true));
        assertThat(app.asking("redirect_uri", null).begin().isDeadEnd(), is(true));
        assertThat(app.asking("redirect_uri", "javascript:alert(1)").begin().isDeadEnd(), is(true));
        assertThat(server.fetched, is(List.of()));
    }

    @Test
    void whoDeniesBeforeTheDocumentWasFetchedIsNotSentAnywhere() {
        app.begin();
        var denied = app.browser.press(Decision.DENY);
        assertThat(denied.status(), is(200));
        assertThat(denied.all("Location"), is(List.of()));
        app.begin();
        app.browser.signIn();
        assertThat(app.browser.press(Decision.DENY).parameter("error"), is(Optional.of("access_denied")));
    }

    // row: CI-02
    @Test
    void aUrlThatCannotBeOneOfADocumentIsRefusedAtOnce() {
        for (String url : List.of("https://127.0.0.1/client.json", "https://app.example.com/", "https://app.example.com/a/../b", "https://u@app.example.com/a",
                "https://app.example.com/a#b", "https://app.example.com:8443/a", "https://localhost/a", "https://")) {
            assertThat(app.asking("client_id", url).begin().isDeadEnd(), is(true));
        }
    }

    private void publish(String name, String redirectUri) {
        server.documents.put(URL, "{\"client_id\":\"" + URL + "\",\"client_name\":\"" + name + "\",\"redirect_uris\":[\"" + redirectUri + "\"]}");
    }
}
