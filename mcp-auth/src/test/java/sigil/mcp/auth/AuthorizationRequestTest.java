package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an authorization request may say, and who is told when it may not (RFC 6749 section 4.1.2.1). */
class AuthorizationRequestTest extends WithAuthorizationServer {
    private static final String ISSUER = TestAuthorizationServer.ISSUER.value();

    // row: AS-11
    @Test
    void anUnknownClientIsToldToThePersonAndNobodyIsSentAnywhere() {
        var answer = new TestFlow(server, "client-nobody").begin();
        assertThat(answer.isDeadEnd(), is(true));
        assertThat(answer.body(), containsString("not known here"));
    }

    // row: AS-11 RS-09
    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void aRequestThatNamesItsClientOrItsAddressTwiceOrNotAtAllIsAnsweredWithAPage(String name) {
        assertThat(server.get(flow.address() + "&" + name + "=https%3A%2F%2Fevil.example%2F").isDeadEnd(), is(true));
        assertThat(server.get(flow.asking("client_id", null).address()).isDeadEnd(), is(true));
    }

    // row: AS-11
    // row: SEC-07
    @Test
    void nobodyIsSentToAStrangersAddressUnasked() {
        String stranger = server.register("{'client_name':'Claude','redirect_uris':['https://evil.example/cb']}").get("client_id");
        var asked = new TestFlow(server, stranger).asking("redirect_uri", "https://evil.example/cb");
        assertThat(asked.asking("response_type", "token").begin().isDeadEnd(), is(true));
        // when somebody allowed it something, it is no stranger any more
        asked.asking("response_type", "code").allow();
        var answer = asked.asking("response_type", "token").begin();
        assertThat(answer.status(), is(303));
        assertThat(answer.header("Location"), startsWith("https://evil.example/cb?error=unsupported_response_type"));
    }

    // row: AS-01
    // row: AS-18
    // row: AS-08
    // row: AS-24
    @ParameterizedTest
    @CsvSource({
            "response_type, ,         invalid_request",
            "response_type, token,    unsupported_response_type",
            "response_type, id_token, unsupported_response_type",
            "response_type, 'code token', unsupported_response_type",
            "response_mode, fragment, invalid_request",
            "response_mode, form_post, invalid_request",
            "prompt,        none,     login_required",
            "prompt,        'login none', login_required",
            "scope,         admin,    invalid_scope",
            "scope,         'Read WRITE', invalid_scope",
            "resource,      https://other.example.com/mcp, invalid_target",
            "resource,      https://mcp.example.com/mcp2, invalid_target",
            "resource,      https://mcp.example.com.evil.example/mcp, invalid_target",
            "resource,      http://mcp.example.com/mcp, invalid_target"})
    void aFaultIsToldToTheClientWithItsStateAndTheIssuer(String name, String value, String error) {
        assertTold(flow.asking(name, value).begin(), error);
    }

    // row: AS-05
    @ParameterizedTest
    @CsvSource({
            "code_challenge,        ",
            "code_challenge,        dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEj",
            "code_challenge,        E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM",
            "code_challenge,        E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=",
            "code_challenge,        E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw.cM",
            "code_challenge_method, ",
            "code_challenge_method, plain",
            "code_challenge_method, s256",
            "code_challenge_method, S512"})
    void withoutAChallengeByS256NothingBegins(String name, String value) {
        assertTold(flow.asking(name, value).begin(), "invalid_request");
    }

    // row: AS-05
    // row: SEC-10
    @Test
    void aClientThatRegisteredWithASecretNeedsAChallengeToo() {
        String id = server.register("{'redirect_uris':['" + TestAuthorizationServer.CALLBACK + "'],'token_endpoint_auth_method':'client_secret_basic'}")
                .get("client_id");
        assertTold(new TestFlow(server, id).asking("code_challenge", null).asking("code_challenge_method", null).begin(), "invalid_request");
    }

    // row: AS-17
    @ParameterizedTest
    @ValueSource(strings = {"response_type", "response_mode", "scope", "state", "code_challenge", "code_challenge_method", "prompt"})
    void noParameterMayComeTwice(String name) {
        flow.asking("response_mode", "query").asking("prompt", "consent");
        var answer = server.get(flow.address() + "&" + name + "=other");
        assertThat(answer.parameter("error"), is(Optional.of("invalid_request")));
        assertThat(answer.parameter("iss"), is(Optional.of(ISSUER)));
    }

    // row: AS-07
    @ParameterizedTest
    @ValueSource(strings = {"https://mcp.example.com/mcp", "https://mcp.example.com", "https://mcp.example.com/", "HTTPS://MCP.example.com/mcp"})
    void thisServerMayBeNamedAsTheResource(String resource) {
        assertThat(flow.asking("resource", resource).tokens().status(), is(200));
    }

    // row: AS-07
    @Test
    void severalResourcesAreAllowedIfEachIsThisServer() {
        assertThat(server.get(flow.address() + "&resource=https://mcp.example.com/mcp&resource=https://mcp.example.com").header("Location"),
                startsWith("/oauth/request?"));
        assertTold(server.get(flow.address() + "&resource=https://mcp.example.com/mcp&resource=https://other.example.com"), "invalid_target");
    }

    // row: AS-23
    @Test
    void whatIsNotKnownIsNotLookedAt() {
        var answer = server.get(flow.address() + "&nonce=1&nonce=2&id_token_hint=x&audience=https://a.example&login_hint=a&ui_locales=de&request=x");
        assertThat(answer.status(), is(303));
        assertThat(answer.header("Location"), startsWith("/oauth/request?request=sigil_rq_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent", "login", "select_account consent"})
    void toBeAskedIsWhatHappensAnyway(String prompt) {
        assertThat(flow.asking("prompt", prompt).begin().status(), is(200));
    }

    // row: AS-24
    @ParameterizedTest
    @ValueSource(strings = {"a+b/c==", "%2B%00+ +", "&state=other&code=x", "ünïcödé 🔑 ‮", "#fragment", "\"><script>"})
    void theStateComesBackToTheCharacter(String state) {
        var answer = flow.asking("state", state).allow();
        assertThat(answer.parameter("state"), is(Optional.of(state)));
        assertThat(answer.location().split("[?&]state=", -1).length, is(2));
        // a client that does not read a form, but a URI, knows no plus for a space
        assertThat(answer.location(), not(containsString("+")));
    }

    // row: AS-24
    @Test
    void aStateOfTwoThousandCharactersComesBack() {
        String state = "s+/=%".repeat(400);
        assertThat(flow.asking("state", state).allow().parameter("state"), is(Optional.of(state)));
    }

    // row: AS-24
    @Test
    void aStateThatIsNoUtf8IsRefusedRatherThanChanged() {
        assertThat(server.get(flow.asking("state", null).address() + "&state=%FF%FE").isDeadEnd(), is(true));
    }

    // row: AS-24
    @ParameterizedTest
    @ValueSource(strings = {"null", ""})
    void whoSendsNoStateGetsNone(String state) {
        var answer = flow.asking("state", state.equals("null") ? null : state).allow();
        assertThat(answer.parameter("code").isPresent(), is(true));
        assertThat(answer.header("Location"), not(containsString("state=")));
    }

    // row: AS-08
    // row: AS-18
    // row: AS-22
    // row: SEC-09
    @Test
    void aDenialIsToldToTheClientWithStateAndIssuer() {
        flow.begin();
        assertTold(flow.browser.press(Decision.DENY), "access_denied");
    }

    @Test
    void theEndpointStandsAtTheRootTooAndTakesNoPost() {
        assertThat(server.get(flow.address().replace("/oauth/authorize", "/authorize")).status(), is(303));
        var answer = server.form("/oauth/authorize", "client_id", "x");
        assertThat(answer.status(), is(405));
        assertThat(answer.header("Allow"), is("GET, HEAD"));
    }

    private static void assertTold(TestAuthorizationServer.Answer answer, String error) {
        assertThat(answer.location(), startsWith(TestAuthorizationServer.CALLBACK + "?error="));
        assertThat(answer.parameter("error"), is(Optional.of(error)));
        assertThat(answer.parameter("state"), is(Optional.of(TestFlow.STATE)));
        assertThat(answer.parameter("iss"), is(Optional.of(ISSUER)));
        assertThat(answer.parameter("code"), is(Optional.empty()));
    }
}
