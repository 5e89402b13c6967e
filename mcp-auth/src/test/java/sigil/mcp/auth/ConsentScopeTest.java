package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was asked for is the most that can be allowed, and the member may allow less (RFC 6749 section 3.3). */
class ConsentScopeTest extends WithAuthorizationServer {

    // row: AS-16
    @Test
    void whatTheMemberDidNotTickIsNotGrantedAndTheClientIsToldSo() {
        flow.asking("scope", "read write");
        assertThat(scope(flow.allow()), is("read"));
        assertThat(scope(flow.allow("scope", "write")), is("read write"));
    }

    // row: UI-01
    @Test
    void toChangeThingsIsTickedForAClientThatAsksForNothingElseAndForNoOther() {
        assertThat(ticked("read write"), is(List.of("unticked")));
        assertThat(ticked("write"), is(List.of("ticked")));
        assertThat(ticked("read"), is(List.of()));
    }

    // row: AS-16
    @Test
    void whatWasNotAskedForIsNotGrantedWhateverIsPosted() {
        flow.begin();
        assertThat(flow.browser.signIn().body(), not(containsString("value=\"write\"")));
        assertThat(scope(flow.browser.press(Decision.ALLOW, "scope", "write", "scope", "admin")), is("read"));
    }

    @Test
    void whoAsksToWriteMayReadToo() {
        assertThat(scope(flow.asking("scope", "write").allow("scope", "write")), is("read write"));
        assertThat(scope(flow.allow()), is("read"));
    }

    // row: AS-16
    @ParameterizedTest
    @ValueSource(strings = {"", "read", "read read", "openid email offline_access", "read mcp:tools", " read "})
    void whatIsUnknownIsLeftOutAndNothingMeansToRead(String asked) {
        assertThat(scope(flow.asking("scope", asked).allow()), is("read"));
    }

    // row: DC-03
    @Test
    void aScopeThatWasRegisteredIsNotGrantedByThat() {
        String id = server.register("{'redirect_uris':['" + TestAuthorizationServer.CALLBACK + "'],'scope':'read write'}").get("client_id");
        var registered = new TestFlow(server, id).asking("scope", null);
        assertThat(registered.redeem(registered.allow("scope", "write").parameter("code").orElseThrow()).get("scope"), is("read"));
    }

    // row: UI-03
    // row: SEC-29
    @Test
    void noPageCanBeFramedNorRunAScript() {
        var signIn = flow.begin();
        var consent = flow.browser.signIn();
        var error = server.get("/oauth/authorize");
        var device = server.get("/device");
        for (var page : List.of(signIn, consent, error, device)) {
            assertThat(page.all("X-Frame-Options"), is(List.of("DENY")));
            assertThat(page.all("Content-Security-Policy").size(), is(1));
            assertThat(page.header("Content-Security-Policy"), containsString("frame-ancestors 'none'"));
            assertThat(page.header("Content-Security-Policy"), containsString("default-src 'none'"));
            assertThat(page.header("X-Content-Type-Options"), is("nosniff"));
            assertThat(page.body(), not(containsString("<script")));
        }
    }

    // row: SEC-31
    @Test
    void whatAClientSaysOfItselfIsNoMarkup() {
        String id = server.register("{'client_name':'<script>alert(1)</script><img src=x onerror=y>','client_uri':'https://a.example/<b>',"
                + "'redirect_uris':['" + TestAuthorizationServer.CALLBACK + "']}").get("client_id");
        var evil = new TestFlow(server, id).asking("state", "\"><script>").asking("scope", "read");
        for (var page : List.of(evil.begin(), evil.browser.signIn())) {
            assertThat(page.body(), not(containsString("<script")));
            assertThat(page.body(), not(containsString("<img")));
            assertThat(page.body(), containsString("&lt;script"));
        }
        var refused = server.get("/oauth/authorize?client_id=" + id + "&redirect_uri=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(refused.body(), not(containsString("<script")));
    }

    /** How the boxes of the consent stand at first. */
    private List<String> ticked(String asked) {
        flow.asking("scope", asked).begin();
        return Jsoup.parse(flow.browser.signIn().body()).select("input[type=checkbox]").stream()
                .map(box -> box.hasAttr("checked") ? "ticked" : "unticked").toList();
    }

    private String scope(TestAuthorizationServer.Answer allowed) {
        return flow.redeem(allowed.parameter("code").orElseThrow()).get("scope");
    }
}
