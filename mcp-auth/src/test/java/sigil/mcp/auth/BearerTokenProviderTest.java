package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.hasKey;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.SecurityResponse.SecurityStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

class BearerTokenProviderTest {
    private static final Issuer ISSUER = Issuer.of("https://mcp.example.com");
    private static final String PLAIN = "Bearer realm=\"sigil-mcp\", scope=\"read\"";
    private static final String INVALID_TOKEN = PLAIN
            + ", error=\"invalid_token\", error_description=\"The access token is unknown, expired or revoked\"";
    private static final String INVALID_REQUEST = PLAIN
            + ", error=\"invalid_request\", error_description=\"Exactly one Authorization header of the form Bearer TOKEN is needed\"";

    private final SettableClock clock = new SettableClock("2026-11-22T10:00:00Z");
    @TempDir
    private Path directory;
    private AuthStore store;
    private AccessTokens tokens;
    private BearerTokenProvider provider;
    private String text;

    @BeforeEach
    void open() {
        store = AuthStore.open(directory.resolve("state"), clock);
        tokens = store.tokens();
        provider = new BearerTokenProvider(tokens);
        text = tokens.create("chatgpt", Scope.READ, Optional.of(Duration.ofHours(1))).text().reveal();
    }

    @AfterEach
    void close() {
        store.close();
    }

    // row: RS-03 RS-06
    @Test
    void aRequestWithoutATokenIsChallengedWithoutAnError() {
        assertRefused(Requests.plain().to(provider), PLAIN);
    }

    // row: RS-02 RS-03 RS-06
    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/", "/r/project/README.md", "/actions/ping", "/nothing"})
    void theChallengeOfAnIssuerLeadsToTheMetadataOfTheResource(String path) {
        assertRefused(Requests.plain().path(path).to(new BearerTokenProvider(tokens, ISSUER)),
                PLAIN + ", resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"");
    }

    // row: RS-02
    @Test
    void atTheBareHostItLeadsToTheMetadataOfTheBareHost() {
        assertRefused(Requests.plain().path("/").to(new BearerTokenProvider(tokens, ISSUER)),
                PLAIN + ", resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource\"");
    }

    // row: RS-06
    @Test
    void aBadTokenIsToldSoBesideWhereToGetAGoodOne() {
        assertRefused(Requests.with("Authorization", "Bearer bad").path("/mcp").to(new BearerTokenProvider(tokens, ISSUER)), PLAIN
                + ", resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\", error=\"invalid_token\""
                + ", error_description=\"The access token is unknown, expired or revoked\"");
    }

    // row: RS-11
    @Test
    void noChallengeAsksForOfflineAccess() {
        for (var asked : List.of(Requests.plain(), Requests.with("Authorization", "Bearer bad"), Requests.with("Authorization", "Bearer"))) {
            var headers = asked.path("/mcp").to(new BearerTokenProvider(tokens, ISSUER)).responseHeaders();
            assertThat(headers.get("WWW-Authenticate").getFirst(), not(containsString("offline_access")));
        }
    }

    // row: RS-05 RS-06 RS-10
    @ParameterizedTest
    @EnumSource(Verdict.Reason.class)
    void whyATokenIsRefusedIsNotTold(Verdict.Reason reason) {
        var refusing = new BearerTokenProvider(presented -> new Verdict.Refused(reason));
        assertRefused(Requests.with("Authorization", "Bearer " + text).to(refusing), INVALID_TOKEN);
    }

    @Test
    void whoeverCountsIsToldWhyNobodyWasLetIn() {
        List<TokenRefusal> told = new ArrayList<>();
        var counted = new BearerTokenProvider(presented -> switch (presented) {
            case "broken" -> throw new AuthStoreException("the disk is gone");
            default -> new Verdict.Refused(Verdict.Reason.valueOf(presented));
        }, ISSUER, told::add);
        Requests.plain().path("/mcp").to(counted);
        Requests.with("Authorization", "Bearer").path("/mcp").to(counted);
        for (Verdict.Reason reason : Verdict.Reason.values()) {
            Requests.with("Authorization", "Bearer " + reason).path("/mcp").to(counted);
        }
        Requests.with("Authorization", "Bearer broken").path("/mcp").to(counted);
        assertThat(told, is(List.of(TokenRefusal.MISSING, TokenRefusal.MALFORMED, TokenRefusal.UNKNOWN, TokenRefusal.EXPIRED, TokenRefusal.REVOKED,
                TokenRefusal.WRONG_AUDIENCE, TokenRefusal.UNAVAILABLE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Digest username=\"x\"", "Bearerx", "", "sigil_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anotherSchemeIsAsGoodAsNone(String value) {
        assertRefused(Requests.with("Authorization", value).to(provider), PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR", "Bearer  "})
    void theSchemeIsReadInAnyCase(String scheme) {
        var response = Requests.with("Authorization", scheme + " " + text).to(provider);
        assertThat(response.status(), is(SecurityStatus.SUCCESS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "AUTHORIZATION", "Authorization"})
    void theHeaderIsReadInAnyCase(String header) {
        var response = Requests.with(header, "Bearer " + text).to(provider);
        assertThat(response.status(), is(SecurityStatus.SUCCESS));
    }

    @Test
    void anAcceptedCallerLiesInTheContextForTheTransport() {
        var context = Requests.with("Authorization", "Bearer " + text).context(provider);
        context.atnClientBuilder().submit();
        var user = context.user().orElseThrow();
        assertThat(user.principal().getName(), is("chatgpt"));
        assertThat(user.publicCredential(Caller.class), is(Optional.of(new Caller("chatgpt", Set.of(Scope.READ)))));
        assertThat(context.isUserInRole("read"), is(true));
        assertThat(context.isUserInRole("write"), is(false));
    }

    // row: RS-08
    @Test
    void whoMayWriteHasTheRoleToReadToo() {
        String writer = tokens.create("editor", Scope.WRITE, Optional.empty()).text().reveal();
        var context = Requests.with("Authorization", "Bearer " + writer).context(provider);
        context.atnClientBuilder().submit();
        assertThat(context.isUserInRole("read"), is(true));
        assertThat(context.isUserInRole("write"), is(true));
    }

    // row: RS-05 RS-06
    @Test
    void anUnknownAnExpiredAndARevokedTokenCannotBeToldApart() {
        var unknown = Requests.with("Authorization", "Bearer sigil_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").to(provider);
        clock.advance(Duration.ofHours(2));
        var expired = Requests.with("Authorization", "Bearer " + text).to(provider);
        tokens.revoke("chatgpt");
        var revoked = Requests.with("Authorization", "Bearer " + text).to(provider);
        for (var response : List.of(unknown, expired, revoked)) {
            assertRefused(response, INVALID_TOKEN);
            assertThat(response.toString(), is(unknown.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer a,Bearer b", "Bearer \"quoted\"", "Bearer a=b", "Bearer ä", "Bearer a\u0000"})
    void aMalformedHeaderIsAnInvalidRequest(String value) {
        assertRefused(Requests.with("Authorization", value).to(provider), INVALID_REQUEST);
    }

    @Test
    void twoHeadersAreAnInvalidRequestEvenIfBothAreGood() {
        assertRefused(Requests.with("Authorization", "Bearer " + text, "Bearer " + text).to(provider), INVALID_REQUEST);
    }

    // row: RS-04
    @Test
    void aTokenAnywhereElseIsNotLookedAt() {
        assertRefused(Requests.plain().query("access_token", text).query("token", text).to(provider), PLAIN);
        assertRefused(Requests.with("X-Api-Key", text).to(provider), PLAIN);
        assertRefused(Requests.with("Proxy-Authorization", "Bearer " + text).to(provider), PLAIN);
        assertRefused(Requests.with("Cookie", "access_token=" + text).to(provider), PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Cf-Connecting-Ip", "X-Real-Ip", "Forwarded", "True-Client-Ip"})
    void aPlaceInTheNetworkIsNoCredential(String header) {
        assertRefused(Requests.with(header, "127.0.0.1").to(provider), PLAIN);
    }

    @Test
    void aVeryLongTokenIsAnInvalidToken() {
        assertRefused(Requests.with("Authorization", "Bearer " + "A".repeat(30_000)).to(provider), INVALID_TOKEN);
    }

    @Test
    void aStoreThatCannotBeReadIsNeitherAYesNorANo() {
        store.close();
        var response = Requests.with("Authorization", "Bearer " + text).to(provider);
        assertThat(response.status(), is(SecurityStatus.FAILURE));
        assertThat(response.statusCode(), is(OptionalInt.of(503)));
        assertThat(response.responseHeaders().get("Retry-After"), is(List.of("5")));
        assertThat(response.responseHeaders(), not(hasKey("WWW-Authenticate")));
        assertThat(response.user(), is(Optional.empty()));
    }

    static void assertRefused(AuthenticationResponse response, String challenge) {
        assertThat(response.status(), is(SecurityStatus.FAILURE));
        assertThat(response.statusCode(), is(OptionalInt.of(401)));
        assertThat(response.responseHeaders().get("WWW-Authenticate"), is(List.of(challenge)));
        assertThat(response.user(), is(Optional.empty()));
    }
}
