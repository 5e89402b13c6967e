package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client with a secret asks what its own tokens are worth (RFC 7662). */
class IntrospectionTest extends WithAuthorizationServer {
    private static final String INACTIVE = "{\"active\":false}";
    private TestAuthorizationServer.Owned client;
    private TestFlow gpt;
    private String access;
    private String refresh;

    @BeforeEach
    void takeTokens() {
        client = server.owned(true, TestAuthorizationServer.CALLBACK);
        gpt = new TestFlow(server, client.id()).redeeming("client_secret", client.secret()).asking("resource", "https://mcp.example.com/mcp");
        var tokens = gpt.tokens();
        access = tokens.get("access_token");
        refresh = tokens.get("refresh_token");
    }

    // row: IN-01
    @Test
    void aGoodAccessTokenIsDescribed() {
        var told = asked(access).json();
        assertThat(told.getBoolean("active"), is(true));
        assertThat(told.getString("scope"), is("read"));
        assertThat(told.getString("client_id"), is(client.id()));
        assertThat(told.getString("sub"), is("owner"));
        assertThat(told.getString("aud"), is("https://mcp.example.com/mcp"));
        assertThat(told.getString("iss"), is("https://mcp.example.com"));
        assertThat(told.getString("token_type"), is("Bearer"));
        assertThat(told.getInt("exp") - told.getInt("iat"), is(3600));
        assertThat((long) told.getInt("iat"), is(server.clock.instant().getEpochSecond()));
    }

    // row: IN-01
    @Test
    void aGoodRefreshTokenIsDescribedAsNoAccessToken() {
        assertThat(asked(refresh).json().keySet(), containsInAnyOrder("active", "scope", "client_id", "sub", "aud", "iss", "iat", "exp"));
        gpt.refresh(refresh);
        assertThat(asked(refresh).body(), is(INACTIVE));
    }

    // row: IN-01
    @Test
    void ofWhatIsNotGoodNothingIsSaid() {
        assertThat(asked("x").body(), is(INACTIVE));
        assertThat(asked("sigil_at_" + "A".repeat(43)).body(), is(INACTIVE));
        assertThat("another client's", asked(flow.tokens().get("access_token")).body(), is(INACTIVE));
        assertThat("another client's", asked(flow.tokens().get("refresh_token")).body(), is(INACTIVE));
        server.clock.advance(Duration.ofHours(1));
        assertThat("expired", asked(access).body(), is(INACTIVE));
        server.clock.advance(Duration.ofDays(90));
        assertThat("expired", asked(refresh).body(), is(INACTIVE));
    }

    // row: IN-01
    @Test
    void whatWasRevokedIsNotGood() {
        server.store.grants().revoke(server.store.grants().list().getFirst().id());
        assertThat(asked(access).body(), is(INACTIVE));
        assertThat(asked(refresh).body(), is(INACTIVE));
    }

    // row: IN-01
    @Test
    void aTokenForAServerOfAnotherNameIsNotGood() {
        try (var renamed = new TestAuthorizationServer(directory, Issuer.of("https://moved.example.com"))) {
            for (String token : new String[] {access, refresh}) {
                assertThat(renamed.form("/oauth/introspect", "token", token, "client_id", client.id(), "client_secret", client.secret()).body(),
                        is(INACTIVE));
            }
        }
    }

    // row: IN-01
    @Test
    void whoCannotProveHimselfIsToldNothing() {
        String id = server.store.clients().list().getFirst().id();
        String mine = flow.tokens().get("access_token");
        assertThat(server.form("/oauth/introspect", "token", mine, "client_id", id).refusal(), is("401 invalid_client"));
        assertThat(server.form("/oauth/introspect", "token", access, "client_id", client.id()).refusal(), is("401 invalid_client"));
        assertThat(server.form("/oauth/introspect", "token", access, "client_id", client.id(), "client_secret", "x").refusal(), is("401 invalid_client"));
        assertThat(server.form("/oauth/introspect", "token", access).refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/introspect", "application/x-www-form-urlencoded", "token=" + access, "Authorization", "Bearer " + access).refusal(),
                is("401 invalid_client"));
    }

    private TestAuthorizationServer.Answer asked(String token) {
        return server.form("/oauth/introspect", "token", token, "client_id", client.id(), "client_secret", client.secret());
    }
}
