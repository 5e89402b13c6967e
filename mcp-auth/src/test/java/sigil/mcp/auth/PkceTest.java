package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has a code and not the verifier has nothing (RFC 7636; RFC 9700 section 2.1.1). */
class PkceTest extends WithAuthorizationServer {

    // row: AS-05
    // row: SEC-08
    @ParameterizedTest
    @ValueSource(strings = {"", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK",
        // what the method plain would take
        TestFlow.CHALLENGE, TestFlow.VERIFIER + " ", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX"})
    void aVerifierThatIsNotTheOneIsRefused(String verifier) {
        assertThat(flow.redeeming("code_verifier", verifier.isEmpty() ? null : verifier).tokens().refusal(), is("400 invalid_grant"));
    }

    // row: AS-05
    @Test
    void aVerifierHas43To128CharactersOfItsAlphabet() throws Exception {
        assertThat(redeemed("v".repeat(43)).status(), is(200));
        assertThat(redeemed("-._~".repeat(32)).status(), is(200));
        assertThat(redeemed("v".repeat(42)).refusal(), is("400 invalid_grant"));
        assertThat(redeemed("v".repeat(129)).refusal(), is("400 invalid_grant"));
        assertThat(redeemed("v".repeat(42) + "+").refusal(), is("400 invalid_grant"));
        assertThat(redeemed("v".repeat(42) + "ü").refusal(), is("400 invalid_grant"));
    }

    // row: AS-05
    // row: AS-12
    @Test
    void theVerifierOfAnotherCodeIsRefused() throws Exception {
        String mine = flow.asking("code_challenge", challenge("m".repeat(43))).code();
        String other = flow.asking("code_challenge", challenge("o".repeat(43))).code();
        assertThat(flow.redeeming("code_verifier", "m".repeat(43)).redeem(other).refusal(), is("400 invalid_grant"));
        assertThat(flow.redeem(mine).status(), is(200));
    }

    // row: AS-06
    // row: SEC-10
    @Test
    void aVerifierForACodeWithoutAChallengeIsRefused() {
        var client = server.owned(false, TestAuthorizationServer.CALLBACK);
        var gpt = new TestFlow(server, client.id()).asking("code_challenge", null).asking("code_challenge_method", null)
                .redeeming("client_secret", client.secret());
        String code = gpt.code();
        assertThat(gpt.redeem(code).refusal(), is("400 invalid_grant"));
        assertThat(gpt.redeeming("code_verifier", null).redeem(code).status(), is(200));
    }

    // row: AS-05
    @Test
    void aClientThatNeedNotUseAChallengeIsHeldToTheOneItUsed() {
        var client = server.owned(false, TestAuthorizationServer.CALLBACK);
        var gpt = new TestFlow(server, client.id()).redeeming("client_secret", client.secret());
        String code = gpt.code();
        assertThat(gpt.redeeming("code_verifier", null).redeem(code).refusal(), is("400 invalid_grant"));
        assertThat(gpt.redeeming("code_verifier", TestFlow.VERIFIER).redeem(code).status(), is(200));
    }

    private TestAuthorizationServer.Answer redeemed(String verifier) throws Exception {
        return flow.asking("code_challenge", challenge(verifier)).redeeming("code_verifier", verifier).tokens();
    }

    private static String challenge(String verifier) throws Exception {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
    }
}
