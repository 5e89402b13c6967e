package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions made by hand, each wrong in one thing. */
class AccessAssertionsTest {
    private static final AccessVerdict ANNA = new AccessVerdict.Proven("anna", true);
    private static final AccessVerdict ROBOT = new AccessVerdict.Proven("robot", false);

    private final SettableClock clock = new SettableClock("2026-11-22T10:00:00Z");
    private final long now = clock.instant().getEpochSecond();
    private final AccessTeam team = new AccessTeam().publishes("one", AccessTeam.FIRST);
    private final AccessAssertions assertions = new AccessAssertions(AccessTeam.ACCESS, team, clock);

    @Test
    void aPersonIsTheMemberWhomTheConfigurationNames() {
        assertThat(judged(claims()), is(ANNA));
    }

    @Test
    void aPersonsAddressIsComparedWithoutRegardToCase() {
        assertThat(judged(with("email", "\"ANNA@Example.COM\"")), is(ANNA));
    }

    @Test
    void aServiceTokenIsNoPersonButActsForAMember() {
        assertThat(judged(service("88bf3b6d86161464f6509f7219099e57.access")), is(ROBOT));
    }

    @Test
    void withoutTheHeaderNothingIsSaidAndNobodyIsAsked() {
        assertThat(assertions.judge(List.of()), is(new AccessVerdict.Absent()));
        assertThat(team.asked(), hasSize(0));
    }

    // row: SEC-27
    @Test
    void twoHeadersAreRefusedEvenIfBothAreGood() {
        String good = AccessTeam.signed(AccessTeam.FIRST, AccessTeam.header("one"), AccessTeam.claims(claims()));
        assertThat(reason(assertions.judge(List.of(good, good))), containsString("more than one"));
        assertThat(reason(assertions.judge(List.of(good + "," + good))), containsString("no JSON Web Token"));
        assertThat(reason(assertions.judge(List.of(good + ", " + good))), containsString("no JSON Web Token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a.b", "a.b.c", "a.b.c.d", "Bearer x", "e30.e30.", "e30.e30.e30", "null", "W10.W10.W10", "\u0000"})
    void whatIsNoTokenIsRefused(String value) {
        assertThat(assertions.judge(List.of(value)), is(instanceOf(AccessVerdict.Refused.class)));
        assertThat(team.asked(), hasSize(0));
    }

    @Test
    void anOversizedAssertionIsNotRead() {
        var claims = with("custom", "\"" + "x".repeat(8_192) + "\"");
        assertThat(reason(judged(claims)), containsString("more than 8192 characters"));
        assertThat(team.asked(), hasSize(0));
        assertThat(judged(with("custom", "\"" + "x".repeat(5_000) + "\"")), is(ANNA));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "iss | \"https://other.cloudflareaccess.com\" | team",
        "iss | \"https://example.cloudflareaccess.com/\" | team",
        "iss | \"http://example.cloudflareaccess.com\" | team",
        "iss | \"example.cloudflareaccess.com\" | team",
        "aud | [\"0000c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2\"] | audience",
        "aud | \"4714\" | audience",
        "aud | [] | audience",
        "aud | [\"4714C1358E65FE4B408AD6D432A5F878F08194BDB4752441FD56FAEFA9B2B6F2\"] | audience",
        "type | \"org\" | not for an application",
        "email | \"berta@example.com\" | add berta@example.com=MEMBER",
        "email | \"88bf3b6d86161464f6509f7219099e57.access\" | add 88bf3b6d86161464f6509f7219099e57.access=MEMBER",
        "email | \"\" | names nobody",
        "email | null | names nobody",
        "email | [\"anna@example.com\"] | names nobody",
    })
    void aWrongClaimIsRefusedWithTheCure(String claim, String value, String cure) {
        String reason = reason(judged(with(claim, value)));
        assertThat(reason, containsString(cure));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp", "iat", "email"})
    void aClaimThatIsMissingIsRefused(String claim) {
        assertThat(judged(without(claim)), is(instanceOf(AccessVerdict.Refused.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbf", "type", "sub", "country", "identity_nonce"})
    void aClaimThatNothingDependsOnMayBeMissing(String claim) {
        assertThat(judged(without(claim)), is(ANNA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "nbf"})
    void aTimeThatIsNoneIsRefused(String claim) {
        for (String value : List.of("\"2026-11-22T10:00:00Z\"", "\"1\"", "true", "[1]", "{}")) {
            assertThat(value, judged(with(claim, value)), is(instanceOf(AccessVerdict.Refused.class)));
        }
    }

    @Test
    void theAudienceMayBeOneOfSeveralOrAText() {
        assertThat(judged(with("aud", "[\"x\",\"" + AccessTeam.AUDIENCE + "\"]")), is(ANNA));
        assertThat(judged(with("aud", "\"" + AccessTeam.AUDIENCE + "\"")), is(ANNA));
    }

    @Test
    void clocksMayDifferByAMinute() {
        assertThat(judged(with("exp", String.valueOf(now - 59))), is(ANNA));
        assertThat(reason(judged(with("exp", String.valueOf(now - 60)))), containsString("expired"));
        assertThat(judged(with("nbf", String.valueOf(now + 60))), is(ANNA));
        assertThat(reason(judged(with("nbf", String.valueOf(now + 61)))), containsString("in the future"));
        assertThat(judged(with("iat", String.valueOf(now + 60))), is(ANNA));
        assertThat(reason(judged(with("iat", String.valueOf(now + 61)))), containsString("in the future"));
    }

    @Test
    void aServiceTokenThatIsNotListedIsToldWhatToAdd() {
        assertThat(reason(judged(service("0000.access"))), containsString("add 0000.access=MEMBER"));
        assertThat("the name of a service token is no address", reason(judged(service("anna@example.com"))), containsString("anna@example.com"));
    }

    @Test
    void whoHasAnAddressIsNotLookedUpByAnythingElse() {
        var claims = with("email", "\"berta@example.com\"");
        claims.put("common_name", "\"88bf3b6d86161464f6509f7219099e57.access\"");
        assertThat(reason(judged(claims)), containsString("berta@example.com"));
    }

    // row: SEC-27
    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "HS256", "RS384", "RS512", "PS256", "ES256", "rs256", ""})
    void anotherAlgorithmIsRefusedWhateverTheSignature(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"one\",\"typ\":\"JWT\"}";
        String payload = AccessTeam.claims(claims());
        String signed = AccessTeam.signed(AccessTeam.FIRST, header, payload);
        String unsigned = signed.substring(0, signed.lastIndexOf('.') + 1);
        for (String assertion : List.of(signed, unsigned, AccessTeam.signed("SHA512withRSA", AccessTeam.FIRST, header, payload))) {
            assertThat(reason(assertions.judge(List.of(assertion))), containsString("RS256"));
        }
        assertThat("not even its key was asked for", team.asked(), hasSize(0));
    }

    // row: SEC-27
    @Test
    void noAlgorithmAtAllIsRefused() {
        for (String header : List.of("{}", "{\"kid\":\"one\"}", "{\"alg\":null,\"kid\":\"one\"}", "{\"alg\":[\"RS256\"],\"kid\":\"one\"}")) {
            String signed = AccessTeam.signed(AccessTeam.FIRST, header, AccessTeam.claims(claims()));
            assertThat(assertions.judge(List.of(signed)), is(instanceOf(AccessVerdict.Refused.class)));
            assertThat(assertions.judge(List.of(signed.substring(0, signed.lastIndexOf('.') + 1))), is(instanceOf(AccessVerdict.Refused.class)));
        }
    }

    // row: SEC-27
    @Test
    void thePublicKeyIsNoSecretOfAnHmac() throws GeneralSecurityException, IOException {
        byte[] modulus = ((RSAPublicKey) AccessTeam.FIRST.getPublic()).getModulus().toByteArray();
        for (byte[] key : List.of(AccessTeam.FIRST.getPublic().getEncoded(), modulus, team.get(AccessTeam.ACCESS.certificates()))) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (String algorithm : List.of("HS256", "RS256")) {
                String content = AccessTeam.base64(("{\"alg\":\"" + algorithm + "\",\"kid\":\"one\"}").getBytes(StandardCharsets.UTF_8)) + "."
                        + AccessTeam.base64(AccessTeam.claims(claims()).getBytes(StandardCharsets.UTF_8));
                String assertion = content + "." + AccessTeam.base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
                assertThat(assertions.judge(List.of(assertion)), is(instanceOf(AccessVerdict.Refused.class)));
            }
        }
    }

    @Test
    void aHeaderThatDemandsSomethingUnknownOrNamesNoKeyIsRefused() {
        for (String header : List.of("{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":[\"b64\"],\"b64\":false}", "{\"alg\":\"RS256\"}")) {
            assertThat(assertions.judge(List.of(AccessTeam.signed(AccessTeam.FIRST, header, AccessTeam.claims(claims())))),
                    is(instanceOf(AccessVerdict.Refused.class)));
        }
    }

    // row: SEC-27
    @Test
    void aKeyInTheAssertionItselfIsNotBelieved() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"mine\",\"jku\":\"https://evil.example/certs\",\"x5u\":\"https://evil.example/cert\","
                + "\"jwk\":{\"kty\":\"RSA\"}}";
        String assertion = AccessTeam.signed(AccessTeam.SECOND, header, AccessTeam.claims(claims()));
        assertThat(reason(assertions.judge(List.of(assertion))), containsString("does not have"));
        assertThat(team.asked(), is(List.of(AccessTeam.ACCESS.certificates())));
    }

    @Test
    void aSignatureByAnotherKeyIsWrong() {
        assertThat(reason(judged(AccessTeam.SECOND, "one", claims())), containsString("signature"));
    }

    @Test
    void aChangedCharacterAnywhereMakesItWorthless() {
        String good = AccessTeam.signed(AccessTeam.FIRST, AccessTeam.header("one"), AccessTeam.claims(claims()));
        for (int i = 0; i < good.length(); i += 7) {
            // the highest bit of six, so that it is not one of the last that no byte holds
            char other = good.charAt(i) == 'A' ? 'g' : 'A';
            String changed = good.substring(0, i) + other + good.substring(i + 1);
            assertThat(changed, assertions.judge(List.of(changed)), is(not(ANNA)));
        }
        assertThat(assertions.judge(List.of(good)), is(ANNA));
    }

    @Test
    void aReasonNeverHoldsTheAssertion() {
        String good = AccessTeam.signed(AccessTeam.SECOND, AccessTeam.header("one"), AccessTeam.claims(claims()));
        for (String assertion : List.of(good, good.substring(1), "canary." + good)) {
            String reason = reason(assertions.judge(List.of(assertion)));
            assertThat(reason, not(containsString(assertion.substring(10, 40))));
            assertThat(reason, not(containsString("canary")));
        }
    }

    @Test
    void withoutAnyKeysItCannotBeTold() {
        team.down(true);
        assertThat(judged(claims()), is(instanceOf(AccessVerdict.Unavailable.class)));
    }

    @Test
    void anAssertionOfYesterdayHasExpired() {
        clock.advance(Duration.ofDays(1));
        assertThat(reason(judged(claims())), containsString("expired"));
    }

    private AccessVerdict judged(Map<String, String> claims) {
        return judged(AccessTeam.FIRST, "one", claims);
    }

    private AccessVerdict judged(KeyPair pair, String id, Map<String, String> claims) {
        return assertions.judge(List.of(AccessTeam.signed(pair, AccessTeam.header(id), AccessTeam.claims(claims))));
    }

    private static String reason(AccessVerdict verdict) {
        assertThat(verdict, is(instanceOf(AccessVerdict.Refused.class)));
        return ((AccessVerdict.Refused) verdict).reason();
    }

    /** What Cloudflare's documentation shows for a person. */
    private Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("aud", "[\"" + AccessTeam.AUDIENCE + "\"]");
        claims.put("email", "\"anna@example.com\"");
        claims.put("exp", String.valueOf(now + 3_600));
        claims.put("iat", String.valueOf(now - 10));
        claims.put("nbf", String.valueOf(now - 10));
        claims.put("iss", "\"" + AccessTeam.ISSUER + "\"");
        claims.put("type", "\"app\"");
        claims.put("identity_nonce", "\"6ei69kawdKzMIAPF\"");
        claims.put("sub", "\"7335d417-61da-459d-899c-0a01c76a2f94\"");
        claims.put("country", "\"US\"");
        return claims;
    }

    /** And for a service token. */
    private Map<String, String> service(String commonName) {
        Map<String, String> claims = without("email");
        List.of("nbf", "identity_nonce", "country").forEach(claims::remove);
        claims.put("sub", "\"\"");
        claims.put("common_name", "\"" + commonName + "\"");
        return claims;
    }

    private Map<String, String> with(String claim, String value) {
        Map<String, String> claims = claims();
        claims.put(claim, value);
        return claims;
    }

    private Map<String, String> without(String claim) {
        Map<String, String> claims = claims();
        claims.remove(claim);
        return claims;
    }
}
