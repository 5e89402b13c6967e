package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a code is bound to, and for how long (RFC 6749 section 4.1.3; OAuth 2.1 section 4.1.3). */
class CodeRedemptionTest extends WithAuthorizationServer {

    // row: AS-12
    @Test
    void anotherClientGetsNothingForACodeAndTheCodeStaysGood() {
        String code = flow.code();
        var thief = new TestFlow(server, server.registered());
        assertThat(thief.redeem(code).refusal(), is("400 invalid_grant"));
        assertThat(flow.redeem(code).status(), is(200));
        assertThat(server.happened(), hasItem("refused"));
    }

    // row: AS-12
    @Test
    void aCodeIsGoodForLessThanAMinute() {
        String early = flow.code();
        server.clock.advance(Duration.ofSeconds(59));
        assertThat(flow.redeem(early).status(), is(200));
        String late = flow.code();
        server.clock.advance(Duration.ofSeconds(60));
        assertThat(flow.redeem(late).refusal(), is("400 invalid_grant"));
    }

    // row: AS-12
    // row: SEC-10
    @Test
    void theSecondUseOfACodeEndsTheTokensAndTheirSuccessors() {
        String code = flow.code();
        var first = flow.redeem(code);
        var second = flow.refresh(first.get("refresh_token"));
        assertThat(flow.redeeming("code_verifier", null).redeem(code).refusal(), is("400 invalid_grant"));
        assertThat(server.judge(first.get("access_token")), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(server.judge(second.get("access_token")), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(flow.refresh(second.get("refresh_token")).refusal(), is("400 invalid_grant"));
    }

    // row: AS-12
    @Test
    void aCodeThatWasUsedAndWhoseTimeIsOverStillEndsWhatItBought() {
        String code = flow.code();
        String access = flow.redeem(code).get("access_token");
        server.clock.advance(Duration.ofMinutes(30));
        assertThat(flow.redeem(code).refusal(), is("400 invalid_grant"));
        assertThat(server.accepts(access), is(false));
    }

    // row: AS-12
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:3001/callback", "http://127.0.0.1:3000/callback/", "https://evil.example/cb"})
    void aRedirectUriThatIsNamedAgainIsTheOneOfTheRequest(String other) {
        assertThat(flow.redeeming("redirect_uri", other).tokens().refusal(), is("400 invalid_grant"));
    }

    @Test
    void withPkceTheRedirectUriNeedNotBeNamedAgain() {
        assertThat(flow.redeeming("redirect_uri", null).tokens().status(), is(200));
    }

    // row: AS-12
    @Test
    void withoutPkceTheRedirectUriThatWasNamedMustBeNamedAgain() {
        var gpt = withoutPkce();
        String code = gpt.code();
        assertThat(gpt.redeeming("redirect_uri", null).redeem(code).refusal(), is("400 invalid_grant"));
        assertThat(gpt.redeeming("redirect_uri", "https://evil.example/").redeem(code).refusal(), is("400 invalid_grant"));
        assertThat(gpt.redeeming("redirect_uri", TestAuthorizationServer.CALLBACK).redeem(code).status(), is(200));
    }

    @Test
    void whereTheRequestNamedNoRedirectUriNoneIsNeeded() {
        assertThat(withoutPkce().asking("redirect_uri", null).redeeming("redirect_uri", null).tokens().status(), is(200));
        assertThat(withoutPkce().asking("redirect_uri", null).redeeming("redirect_uri", "https://evil.example/").tokens().refusal(),
                is("400 invalid_grant"));
    }

    // row: AS-07
    // row: SEC-04
    @Test
    void aTokenIsForNoOtherServerThanTheRequestSaid() {
        String code = flow.asking("resource", "https://mcp.example.com/mcp").code();
        assertThat(flow.redeeming("resource", "https://other.example.com/mcp").redeem(code).refusal(), is("400 invalid_target"));
        // the code was not used up
        var tokens = flow.redeeming("resource", "https://mcp.example.com/mcp").redeem(code);
        assertThat(tokens.status(), is(200));
        assertThat(server.accepts(tokens.get("access_token")), is(true));
    }

    // row: AS-07
    // row: SEC-04
    @Test
    void aTokenOfAServerThatHadAnotherNameIsNotTaken() {
        String access = flow.tokens().get("access_token");
        try (var renamed = new TestAuthorizationServer(directory, Issuer.of("https://moved.example.com"))) {
            assertThat(renamed.judge(access), is(new Verdict.Refused(Verdict.Reason.WRONG_AUDIENCE)));
        }
        assertThat(server.accepts(access), is(true));
    }

    // row: AS-07
    @Test
    void aRefreshTokenOfAServerThatHadAnotherNameBuysNothing() {
        String refresh = flow.tokens().get("refresh_token");
        try (var renamed = new TestAuthorizationServer(directory, Issuer.of("https://moved.example.com"))) {
            var answer = renamed.form("/oauth/token", "grant_type", "refresh_token", "client_id", renamed.store.clients().list().getFirst().id(),
                    "refresh_token", refresh);
            assertThat(answer.refusal(), is("400 invalid_grant"));
        }
    }

    // row: AS-13
    @Test
    void anAccessTokenLivesForAnHour() {
        var tokens = flow.tokens();
        assertThat(tokens.json().getInt("expires_in"), is(3600));
        server.clock.advance(Duration.ofSeconds(3599));
        assertThat(server.accepts(tokens.get("access_token")), is(true));
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(server.judge(tokens.get("access_token")), is(new Verdict.Refused(Verdict.Reason.EXPIRED)));
    }

    // row: AS-12
    @Test
    void whatIsNoCodeBuysNothing() {
        var tokens = flow.tokens();
        for (String other : new String[] {"x", tokens.get("access_token"), tokens.get("refresh_token"), "sigil_ac_" + "A".repeat(43), "sigil_ac_' or 1=1"}) {
            assertThat(flow.redeem(other).refusal(), is("400 invalid_grant"));
        }
    }

    @Test
    void aClientThatDidNotRegisterForRefreshTokensGetsNone() {
        String id = server.register("{'redirect_uris':['" + TestAuthorizationServer.CALLBACK + "'],'grant_types':['authorization_code']}").get("client_id");
        assertThat(new TestFlow(server, id).tokens().json().containsKey("refresh_token"), is(false));
        assertThat(flow.tokens().json().containsKey("refresh_token"), is(true));
    }

    private TestFlow withoutPkce() {
        var client = server.owned(false, TestAuthorizationServer.CALLBACK);
        return new TestFlow(server, client.id()).asking("code_challenge", null).asking("code_challenge_method", null)
                .redeeming("client_secret", client.secret()).redeeming("code_verifier", null);
    }
}
