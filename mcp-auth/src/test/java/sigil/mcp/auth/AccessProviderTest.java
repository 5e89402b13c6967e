package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.SecurityResponse.SecurityStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

class AccessProviderTest {
    @TempDir
    private Path directory;
    private final AccessTeam team = new AccessTeam().publishes("one", AccessTeam.FIRST);
    private AuthStore store;
    private AccessTokens tokens;
    private AccessProvider provider;
    private String token;

    @BeforeEach
    void open() {
        store = AuthStore.open(directory.resolve("state"));
        tokens = store.tokens();
        token = tokens.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
        store.members().add("anna");
        provider = new AccessProvider(new AccessAssertions(AccessTeam.ACCESS, team), store.members(), Scope.WRITE, new BearerTokenProvider(tokens));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aGoodAssertionIsAsGoodAsAToken() {
        var response = Requests.with("Cf-Access-Jwt-Assertion", assertion("anna@example.com")).to(provider);
        assertThat(caller(response), is(Optional.of(new Caller("anna/access", Set.of(Scope.WRITE)))));
    }

    @Test
    void whatAMemberMayDoIsConfigured() {
        var reading = new AccessProvider(new AccessAssertions(AccessTeam.ACCESS, team), store.members(), Scope.READ, new BearerTokenProvider(tokens));
        var response = Requests.with("Cf-Access-Jwt-Assertion", assertion("anna@example.com")).to(reading);
        assertThat(caller(response), is(Optional.of(new Caller("anna/access", Set.of(Scope.READ)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cf-access-jwt-assertion", "CF-ACCESS-JWT-ASSERTION"})
    void theHeaderIsReadInAnyCase(String header) {
        assertThat(caller(Requests.with(header, assertion("anna@example.com")).to(provider)).isPresent(), is(true));
        assertThat(Requests.with(header, "x").to(provider).statusCode(), is(OptionalInt.of(401)));
    }

    @Test
    void withoutAnAssertionTheTokenCounts() {
        assertThat(caller(Requests.with("Authorization", "Bearer " + token).to(provider)), is(Optional.of(new Caller("chatgpt", Set.of(Scope.READ)))));
        var plain = Requests.plain().to(provider);
        BearerTokenProviderTest.assertRefused(plain, "Bearer realm=\"sigil-mcp\", scope=\"read\"");
    }

    // row: SEC-27
    @Test
    void aWrongAssertionIsRefusedWhateverElseTheRequestCarries() {
        for (String wrong : List.of("", "x", assertion("stranger@example.com"), assertion("anna@example.com") + "x")) {
            var response = Requests.with("Authorization", "Bearer " + token).and("Cf-Access-Jwt-Assertion", wrong).to(provider);
            assertThat(response.status(), is(SecurityStatus.FAILURE));
            assertThat(response.statusCode(), is(OptionalInt.of(401)));
            assertThat(response.responseHeaders().get("WWW-Authenticate").getFirst(), containsString("error=\"invalid_token\""));
            assertThat(response.user(), is(Optional.empty()));
        }
        String good = assertion("anna@example.com");
        assertThat(Requests.with("Cf-Access-Jwt-Assertion", good, good).to(provider).statusCode(), is(OptionalInt.of(401)));
    }

    // row: SEC-27
    @Test
    void noAcceptanceStandsForMoreThanItsRequest() {
        var byAssertion = Requests.with("Cf-Access-Jwt-Assertion", assertion("anna@example.com")).to(provider);
        var byBoth = Requests.with("Authorization", "Bearer " + token).and("Cf-Access-Jwt-Assertion", assertion("anna@example.com")).to(provider);
        var byToken = Requests.with("Authorization", "Bearer " + token).to(provider);
        for (var response : List.of(byAssertion, byBoth, byToken)) {
            assertThat(response.user().orElseThrow().publicCredential(BooleanSupplier.class), is(Optional.empty()));
        }
        assertThat(caller(byBoth).map(Caller::name), is(Optional.of("anna/access")));
        assertThat(caller(byToken).map(Caller::name), is(Optional.of("chatgpt")));
    }

    @Test
    void aMemberWhoWasRemovedIsRefusedAtOnce() {
        String assertion = assertion("anna@example.com");
        assertThat(caller(Requests.with("Cf-Access-Jwt-Assertion", assertion).to(provider)).isPresent(), is(true));
        store.members().remove("anna");
        var response = Requests.with("Authorization", "Bearer " + token).and("Cf-Access-Jwt-Assertion", assertion).to(provider);
        assertThat(response.statusCode(), is(OptionalInt.of(401)));
        assertThat(response.user(), is(Optional.empty()));
    }

    @Test
    void whereMembersCannotBeLookedUpItIsNeitherAYesNorANo() {
        store.close();
        assertThat(Requests.with("Cf-Access-Jwt-Assertion", assertion("anna@example.com")).to(provider).statusCode(), is(OptionalInt.of(503)));
    }

    @Test
    void whereTheKeysCannotBeHadItIsNeitherAYesNorANo() {
        team.down(true);
        var response = Requests.with("Cf-Access-Jwt-Assertion", assertion("anna@example.com")).to(provider);
        assertThat(response.statusCode(), is(OptionalInt.of(503)));
        assertThat(response.responseHeaders().get("Retry-After"), is(List.of("5")));
    }

    @Test
    void aTokenStoreThatCannotBeReadIsStillSaid() {
        store.close();
        assertThat(Requests.with("Authorization", "Bearer " + token).to(provider).statusCode(), is(OptionalInt.of(503)));
    }

    @Test
    void theAssertionInACookieOrAnotherHeaderIsNotLookedAt() {
        for (String header : List.of("Cf-Authorization", "Cf-Access-Token", "Cf-Access-Client-Id", "Cf-Access-Authenticated-User-Email")) {
            assertThat(Requests.with(header, assertion("anna@example.com")).to(provider).statusCode(), is(OptionalInt.of(401)));
        }
        assertThat(Requests.with("Cookie", "CF_Authorization=" + assertion("anna@example.com")).to(provider).statusCode(), is(OptionalInt.of(401)));
    }

    private static Optional<Caller> caller(AuthenticationResponse response) {
        return response.user().flatMap(user -> user.publicCredential(Caller.class));
    }

    private static String assertion(String email) {
        return AccessTeam.assertion("email", email);
    }
}
