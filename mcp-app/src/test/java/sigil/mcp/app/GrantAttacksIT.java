package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on a grant on its way, and on what it bought. */
class GrantAttacksIT extends WithTunnelledServer {
    private static final String CALLBACK = "https://app.example.com/callback";
    private static final String DESK = "http://127.0.0.1/callback";

    /** Each test comes from a network of its own, so that none is slowed down for another. */
    @BeforeEach
    void come() {
        server.tunnel().visitor(elsewhere());
    }

    private static Road road() {
        return server.road();
    }

    private static int status(JsonObject tokens) {
        return new McpVisit(road(), tokens.getString("access_token")).ping().status();
    }

    private static GrantFlow flow() {
        return GrantFlow.ofNewClient(road(), CALLBACK);
    }

    // row: AS-09 AS-11 SEC-07
    @ParameterizedTest
    @ValueSource(strings = {
        "https://app.example.com/callback/", "https://app.example.com/callback/more", "https://app.example.com/callbackmore",
        "https://app.example.com/callback?more=1", "https://app.example.com/callback#more", "https://app.example.com/Callback",
        "https://app.example.com/%63allback", "https://app.example.com/x/../callback", "https://app.example.com", "http://app.example.com/callback",
        "https://APP.example.com/callback", "https://app.example.com:443/callback", "https://app.example.com:444/callback",
        "https://app.example.com./callback", "https://app.example.com.evil.example/callback", "https://evil.example/callback",
        "https://evil.example/https://app.example.com/callback", "https://app.example.com@evil.example/callback",
        "https://evil.example\\@app.example.com/callback", "//app.example.com/callback", "/callback", "javascript:alert(1)//app.example.com/callback",
        "https://\u0430pp.example.com/callback", " https://app.example.com/callback", "https://app.example.com/callback\u0000"
    })
    void anAddressThatOnlyLooksLikeTheClientsOwnIsNeverLedTo(String lookAlike) {
        assertNotLed(flow().asking("redirect_uri", lookAlike));
    }

    // row: AS-09 SEC-08
    @ParameterizedTest
    @ValueSource(strings = {
        "http://127.0.0.1.evil.example/callback", "http://127.0.0.1:80@evil.example/callback", "http://127.0.0.1:80.evil.example/callback",
        "http://127.0.0.2/callback", "http://localhost/callback", "http://[::1]/callback", "http://127.1/callback", "http://2130706433/callback",
        "https://127.0.0.1/callback", "http://127.0.0.1:0/callback", "http://127.0.0.1:65536/callback", "http://127.0.0.1:3000/callback/",
        "http://127.0.0.1:3000/callback?more=1"
    })
    void onLoopbackNothingIsFreeButThePort(String lookAlike) {
        assertNotLed(GrantFlow.ofNewClient(road(), DESK).asking("redirect_uri", lookAlike));
    }

    private static void assertNotLed(GrantFlow flow) {
        RawHttp.Response page = flow.begin();
        assertThat(page.toString(), page.status(), is(400));
        assertThat(page.all("Location"), is(empty()));
        // it may be told, but is nowhere to be clicked
        assertThat(page.body(), not(containsString("href=\"http")));
        assertThat(page.body(), not(containsString("http-equiv")));
        assertThat(page.body(), not(containsString("<form")));
    }

    // row: AS-10 DC-02 SEC-06
    @ParameterizedTest
    @ValueSource(strings = {
        "javascript:alert(document.cookie)", "JavaScript:alert(1)", "java\\tscript:alert(1)", " javascript:alert(1)", "javascript://app.example.com/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd", "blob:https://app.example.com/1", "about:blank",
        "mailto:owner@example.com", "http://app.example.com/callback", "https://*.example.com/callback", "https://user:secret@app.example.com/callback",
        "https://app.example.com/callback#fragment", "https:///callback", "https:callback", "callback", "", "evil://anywhere/callback"
    })
    void noClientRegistersAnAddressThatRunsSomethingOrIsNoAddress(String uri) {
        for (String list : List.of("'" + uri + "'", "'https://fine.example.com/callback','" + uri + "'")) {
            RawHttp.Response answer = road().json("/oauth/register", ("{'client_name':'Test','redirect_uris':[" + list + "]}").replace('\'', '"'));
            if (answer.status() == 201) {
                assertThat(Rpc.parse(answer.body()).asJsonObject().getJsonArray("redirect_uris").toString(), is("[\"https://fine.example.com/callback\"]"));
            } else {
                assertThat(GrantFlow.error(answer), is("400 invalid_redirect_uri"));
            }
        }
        assertThat(server.database().ask("select id from client where redirect_uris like ? and redirect_uris not like '[\"https://%.example.com/callback%'",
                "%" + uri + "%"), is(empty()));
    }

    // row: AS-12 SEC-10
    @Test
    void aCodeThatComesBackRevokesWhatItBought() {
        GrantFlow flow = flow();
        String code = flow.code(flow.allowed(TunnelledServer.PASSPHRASE));
        JsonObject tokens = GrantFlow.json(flow.redeem(code));
        JsonObject refreshed = GrantFlow.json(flow.refresh(tokens.getString("refresh_token")));
        assertThat(status(tokens), is(200));
        assertThat(GrantFlow.error(flow.redeem(code)), is("400 invalid_grant"));
        assertThat(status(tokens), is(401));
        assertThat(status(refreshed), is(401));
        assertThat(GrantFlow.error(flow.refresh(refreshed.getString("refresh_token"))), is("400 invalid_grant"));
    }

    // row: AS-12
    @Test
    void ofTwentyThatRaceWithOneCodeOneWinsAtMostAndKeepsNothing() {
        GrantFlow flow = flow();
        String code = flow.code(flow.allowed(TunnelledServer.PASSPHRASE));
        List<CompletableFuture<RawHttp.Response>> race = Stream.generate(() -> CompletableFuture.supplyAsync(() -> flow.redeem(code))).limit(20).toList();
        List<JsonObject> won = race.stream().map(CompletableFuture::join).filter(answer -> answer.status() == 200).map(GrantFlow::json).toList();
        assertThat(won.size(), is(lessThanOrEqualTo(1)));
        won.forEach(tokens -> assertThat(status(tokens), is(401)));
    }

    // row: AS-05 AS-06 SEC-10
    @Test
    void withoutAProofOfS256NoPublicClientBegins() {
        for (GrantFlow flow : List.of(flow().without("code_challenge", "code_challenge_method"), flow().without("code_challenge_method"),
                flow().asking("code_challenge_method", "plain"), flow().asking("code_challenge_method", "s256"),
                flow().asking("code_challenge", "short"), flow().without("code_challenge"))) {
            RawHttp.Response answer = flow.begin();
            // a client that nobody has looked at yet is not led to; what is wrong stands on the page
            assertThat(answer.body(), containsString("invalid_request"));
            assertThat(answer.all("Location"), is(empty()));
        }
    }

    // row: AS-05 SEC-10
    @Test
    void aCodeIsNoUseWithoutItsOwnVerifierOrToAnotherClient() {
        GrantFlow first = flow();
        GrantFlow second = first.again();
        String code = first.code(first.allowed(TunnelledServer.PASSPHRASE));
        String other = second.code(second.allowed(TunnelledServer.PASSPHRASE));
        String own = first.verifier();
        for (String verifier : List.of(second.verifier(), first.asked("code_challenge"), "", own.substring(1), own + "x", "x".repeat(43))) {
            assertThat(verifier, GrantFlow.error(first.redeeming("code_verifier", verifier).redeem(code)), is("400 invalid_grant"));
        }
        assertThat(GrantFlow.error(flow().redeeming("code_verifier", own).redeem(code)), is("400 invalid_grant"));
        assertThat(GrantFlow.error(first.redeeming("code_verifier", own).redeeming("redirect_uri", DESK).redeem(code)), is("400 invalid_grant"));
        assertThat(second.redeem(other).status(), is(200));
    }

    // row: AS-06
    @Test
    void aVerifierForACodeThatHadNoChallengeIsRefused() {
        JsonObject client = Rpc.parse(server.image().run("client", "add", "--gpt-action", "g-downgrade", "--json").out()).asJsonObject();
        GrantFlow action = new GrantFlow(road(), client.getString("client_id"), "https://chatgpt.com/aip/g-downgrade/oauth/callback");
        String verifier = action.verifier();
        action.without("code_challenge", "code_challenge_method").redeeming("client_secret", client.getString("client_secret"));
        String code = action.code(action.allowed(TunnelledServer.PASSPHRASE));
        assertThat(GrantFlow.error(action.redeeming("code_verifier", verifier).redeem(code)), is("400 invalid_grant"));
    }

    // row: AS-14 SEC-11
    @ParameterizedTest
    @CsvSource({"after the grace", "after its successor was used"})
    void aRefreshTokenThatSomebodyElseHasEndsTheGrant(String when) {
        GrantFlow flow = flow();
        JsonObject stolen = flow.tokens(TunnelledServer.PASSPHRASE);
        JsonObject successor = GrantFlow.json(flow.refresh(stolen.getString("refresh_token")));
        JsonObject last = successor;
        if (when.equals("after the grace")) {
            server.database().run("update refresh set rotated = rotated - 31 where rotated is not null");
        } else {
            last = GrantFlow.json(flow.refresh(successor.getString("refresh_token")));
        }
        assertThat(status(last), is(200));
        assertThat(GrantFlow.error(flow.refresh(stolen.getString("refresh_token"))), is("400 invalid_grant"));
        for (JsonObject tokens : List.of(stolen, successor, last)) {
            assertThat(status(tokens), is(401));
            assertThat(GrantFlow.error(flow.refresh(tokens.getString("refresh_token"))), is("400 invalid_grant"));
        }
        assertThat(server.image().run("audit", "--last", "20").out(), containsString("used twice"));
    }

    // row: AS-15
    @Test
    void aRefreshTokenIsNoUseToAnotherClientNorForMoreThanWasGranted() {
        GrantFlow flow = flow();
        JsonObject tokens = flow.tokens(TunnelledServer.PASSPHRASE);
        String refresh = tokens.getString("refresh_token");
        assertThat(GrantFlow.error(flow().refresh(refresh)), is("400 invalid_grant"));
        assertThat(GrantFlow.error(flow.redeeming("scope", "read write").refresh(refresh)), is("400 invalid_scope"));
        assertThat(flow.redeeming("scope", "read").refresh(refresh).status(), is(200));
    }

    // row: AS-17 RS-04
    @Test
    void whatStandsInTheQueryIsNotLookedAt() {
        GrantFlow flow = flow();
        String code = flow.code(flow.allowed(TunnelledServer.PASSPHRASE));
        String query = Query.of(Map.of("grant_type", "authorization_code", "code", code, "client_id", flow.asked("client_id"), "code_verifier", flow.verifier()));
        assertThat(GrantFlow.error(road().form("/oauth/token?" + query, "")), is("400 invalid_request"));
        assertThat(road().get("/oauth/token?" + query).status(), is(405));
        String access = GrantFlow.json(flow.redeem(code)).getString("access_token");
        assertThat(road().json("/mcp?access_token=" + access, Rpc.PING).status(), is(401));
        assertThat(road().form("/mcp", "access_token=" + access).status(), is(401));
        assertThat(road().json("/mcp", Rpc.PING, "Cookie: access_token=" + access).status(), is(401));
    }

    // row: RS-05 RS-10 SEC-04
    @Test
    void whatWasBoughtUnderOneAddressOpensNothingUnderAnother(@TempDir Path moved) {
        GrantFlow before;
        JsonObject tokens;
        try (TunnelledServer old = TunnelledServer.start(moved)) {
            before = GrantFlow.ofNewClient(old.road(), CALLBACK);
            tokens = before.tokens(TunnelledServer.PASSPHRASE);
            assertThat(new McpVisit(old.road(), tokens.getString("access_token")).ping().status(), is(200));
        }
        try (TunnelledServer now = TunnelledServer.serve(Image.in(moved), Map.of())) {
            RawHttp.Response refused = new McpVisit(now.road(), tokens.getString("access_token")).ping();
            assertThat(refused.status(), is(401));
            assertThat(refused.first("WWW-Authenticate").orElse(""), containsString("error=\"invalid_token\""));
            String id = before.asked("client_id");
            GrantFlow after = new GrantFlow(now.road(), id, CALLBACK);
            assertThat(GrantFlow.error(after.refresh(tokens.getString("refresh_token"))), is("400 invalid_grant"));
            assertThat(GrantFlow.error(new GrantFlow(now.road(), id, CALLBACK).redeeming("resource", before.asked("resource"))
                    .refresh(tokens.getString("refresh_token"))), is("400 invalid_target"));
            // and to ask for the old one is refused from the beginning
            assertThat(new GrantFlow(now.road(), id, CALLBACK).asking("resource", before.asked("resource")).begin().toString(), containsString("invalid_target"));
        }
    }

    // row: UI-02 UI-04 SEC-29
    @Test
    void aDecisionNeedsTheBrowserThatBeganAndItsOwnFormAndCountsOnce() {
        GrantFlow flow = flow();
        flow.begin();
        flow.browser().press("sign_in", "passphrase", TunnelledServer.PASSPHRASE);
        ScriptlessBrowser.Form form = flow.browser().form("allow");
        String body = Query.of(form.hidden()) + "&decision=allow";
        assertThat("without its cookie", road().form(form.action(), body).status(), is(400));
        assertThat("with another form", road().form(form.action(), body.replaceFirst("csrf=.", "csrf=_"), flow.browser().cookieLines()).status(), is(400));
        assertThat("from another page", road().form(form.action(), body, Stream.concat(Stream.of(flow.browser().cookieLines()),
                Stream.of("Origin: https://evil.example")).toArray(String[]::new)).status(), is(403));
        String[] cookies = flow.browser().cookieLines();
        flow.browser().press("allow");
        URI landing = flow.browser().landing();
        assertThat(landing.toString(), startsWith(CALLBACK));
        RawHttp.Response again = road().form(form.action(), body, cookies);
        assertThat(again.status(), is(400));
        assertThat(again.first("Location"), is(Optional.empty()));
    }
}
