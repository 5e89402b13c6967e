package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A code goes to an address that is registered for its client, to the character, and nowhere else (RFC 9700 section 2.1). */
class RequestedRedirectTest extends WithAuthorizationServer {
    private static final String REGISTERED = "https://app.example.com/oauth/callback";

    // row: AS-09
    // row: AS-11
    @ParameterizedTest
    @ValueSource(strings = {
            "https://app.example.com.evil.example/oauth/callback",
            "https://evil-app.example.com/oauth/callback",
            "https://evil.app.example.com/oauth/callback",
            "https://app.example.com@evil.example/oauth/callback",
            "https://user@app.example.com/oauth/callback",
            "https://evil.example/?https://app.example.com/oauth/callback",
            "https://app.example.com:443/oauth/callback",
            "https://app.example.com:8443/oauth/callback",
            "https://APP.example.com/oauth/callback",
            "http://app.example.com/oauth/callback",
            "HTTPS://app.example.com/oauth/callback",
            "https://app.example.com/OAuth/Callback",
            "https://app.example.com/oauth/callback/",
            "https://app.example.com/oauth/callback/evil",
            "https://app.example.com/oauth/callback.evil",
            "https://app.example.com/oauth/callbac",
            "https://app.example.com/oauth/callback?next=https://evil.example",
            "https://app.example.com/oauth/callback#fragment",
            "https://app.example.com/oauth/../oauth/callback",
            "https://app.example.com//oauth/callback",
            "https://app.example.com/%6Fauth/callback",
            "https://app.example.com/oauth%2Fcallback",
            "https://app.example.com\\@evil.example/oauth/callback",
            "https://app.example.com/oauth/callback\r\nSet-Cookie: a=b",
            "https://app.example.com/oauth/callback\u0000",
            "https://app.example.com/oauth/callback ",
            " https://app.example.com/oauth/callback",
            "//app.example.com/oauth/callback",
            "/oauth/callback",
            "javascript:alert(1)//https://app.example.com/oauth/callback",
            "*"})
    void whatIsLikeTheRegisteredAddressIsNotTheRegisteredAddress(String requested) {
        var answer = asking(REGISTERED).asking("redirect_uri", requested).begin();
        assertThat(answer.isDeadEnd(), is(true));
        assertThat(answer.all("Set-Cookie"), is(List.of()));
    }

    // row: SEC-07
    @ParameterizedTest
    @ValueSource(strings = {"Your session has expired. For your safety run on the server:", "Run:this", "https://evil.example/ run this",
        "https://evil.example/“this”"})
    void aStrangersTextIsNotTheServers(String text) {
        String page = Jsoup.parse(asking(REGISTERED).asking("redirect_uri", text).begin().body()).text();
        assertThat(page, containsString("not registered for it: an address that is none."));
        assertThat(page, not(containsString("client redirect")));
        page = Jsoup.parse(server.get("/oauth/authorize?" + TestAuthorizationServer.encoded("client_id", "https://chatgpt.com/x", "redirect_uri", text)).body())
                .text();
        assertThat(page, containsString("not registered for it: an address that is none."));
    }

    // row: SEC-07
    @Test
    void aStrangersAddressIsQuotedAndWhoMadeTheClientIsToldHowToAllowIt() {
        var page = Jsoup.parse(asking(REGISTERED).asking("redirect_uri", "https://Evil.example/A").begin().body());
        assertThat(page.select(".lead").text(), containsString("“https://evil.example/A”"));
        assertThat(page.select(".lead code").text(), is("https://evil.example/A"));
        assertThat(page.text(), not(containsString("client redirect")));
        var owned = new TestFlow(server, server.owned(true, REGISTERED).id()).asking("redirect_uri", "https://evil.example/A");
        assertThat(owned.begin().body(), containsString("sigil-mcp client redirect ID ADDRESS"));
    }

    // row: AS-09
    @Test
    void theRegisteredAddressItselfGetsTheCode() {
        assertThat(asking(REGISTERED).asking("redirect_uri", REGISTERED).allow().location(), startsWith(REGISTERED + "?code="));
    }

    // row: AS-09
    @Test
    void aRegisteredQueryStays() {
        String uri = "https://app.example.com/cb?tenant=7";
        assertThat(asking(uri).asking("redirect_uri", uri).allow().location(), startsWith(uri + "&code="));
    }

    // row: AS-09
    @ParameterizedTest
    @CsvSource({
            "http://127.0.0.1:3000/callback, http://127.0.0.1:51234/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.1/callback",
            "http://127.0.0.1/callback,      http://127.0.0.1:33418/callback",
            "http://localhost/callback,      http://localhost:8787/callback",
            "http://[::1]:1/callback,        http://[::1]:65535/callback",
            "http://127.0.0.1:1/cb?a=b,      http://127.0.0.1:2/cb?a=b"})
    void onLoopbackThePortDoesNotMatter(String registered, String requested) {
        assertThat(asking(registered).asking("redirect_uri", requested).allow().location(), startsWith(requested));
    }

    // row: AS-09
    @ParameterizedTest
    @CsvSource({
            "http://127.0.0.1:3000/callback, http://localhost:3000/callback",
            "http://127.0.0.1:3000/callback, http://[::1]:3000/callback",
            "http://localhost:3000/callback, http://127.0.0.1:3000/callback",
            "http://localhost:3000/callback, http://LOCALHOST:3000/callback",
            "http://[::1]:3000/callback,     http://localhost:3000/callback",
            "http://[::1]:3000/callback,     http://[::2]:3000/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.2:3000/callback",
            "http://127.0.0.1:3000/callback, http://127.1:3000/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.1.evil.example:3000/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:3000@evil.example/callback",
            "http://127.0.0.1:3000/callback, https://127.0.0.1:3000/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:3000/other",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:3000/callback/",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:3000/callback?a=b",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:65536/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:123456/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:0/callback",
            "http://127.0.0.1:3000/callback, http://127.0.0.1:99999999999/callback"})
    void onLoopbackNothingButThePortMayDiffer(String registered, String requested) {
        assertThat(asking(registered).asking("redirect_uri", requested).begin().isDeadEnd(), is(true));
    }

    // row: AS-10
    // row: SEC-06
    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://a.example/1", "mailto:a@b.example",
        "about:blank", "JaVaScRiPt:alert(1)", "evil://callback", "http://app.example.com/cb", "https://u:p@app.example.com/cb", "https://app.example.com/cb#a",
        "https://*.example.com/cb", "https://app.example.com:70000/cb", "https:app.example.com/cb", "cursor:opaque"})
    void whatMayNotBeRegisteredIsNotTakenEvenIfItOnceWas(String uri) {
        String id = server.owned(true, uri).id();
        var named = new TestFlow(server, id).asking("redirect_uri", uri).begin();
        assertThat(named.isDeadEnd(), is(true));
        assertThat(new TestFlow(server, id).asking("redirect_uri", null).begin().isDeadEnd(), is(true));
    }

    // row: AS-10
    @Test
    void aSchemeThatTheOwnerAllowsGetsTheCode() {
        String uri = "cursor://anysphere.cursor-mcp/oauth/callback";
        assertThat(asking(uri).asking("redirect_uri", uri).allow().location(), startsWith(uri + "?code="));
    }

    @Test
    void aClientWithOneAddressNeedNotNameItAndOneWithTwoMust() {
        assertThat(asking(REGISTERED).asking("redirect_uri", null).allow().location(), startsWith(REGISTERED + "?code="));
        assertThat(asking(REGISTERED, "https://app.example.com/other").asking("redirect_uri", null).begin().isDeadEnd(), is(true));
    }

    @Test
    void theRefusedAddressIsShownAndWrittenDownForTheOwner() {
        var answer = asking(REGISTERED).asking("redirect_uri", "https://chatgpt.com/aip/g-1/cb").begin();
        assertThat(answer.body(), containsString("https://chatgpt.com/aip/g-1/cb"));
        var event = server.audit().getLast();
        assertThat(event.what(), is("refused"));
        assertThat(event.detail(), is(Optional.of("redirect URI not registered: \"https://chatgpt.com/aip/g-1/cb\"")));
    }

    private TestFlow asking(String... registered) {
        String uris = "'" + String.join("','", registered) + "'";
        return new TestFlow(server, server.register("{'client_name':'App','redirect_uris':[" + uris + "]}").get("client_id"));
    }
}
