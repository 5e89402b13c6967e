package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client gives its tokens back (RFC 7009). */
class RevocationTest extends WithAuthorizationServer {
    private String client;
    private String access;
    private String refresh;

    @BeforeEach
    void takeTokens() {
        client = server.store.clients().list().getFirst().id();
        var tokens = flow.tokens();
        access = tokens.get("access_token");
        refresh = tokens.get("refresh_token");
    }

    // row: RV-01
    @Test
    void anAccessTokenEndsAlone() {
        var answer = server.form("/oauth/revoke", "client_id", client, "token", access);
        assertThat(answer.status(), is(200));
        assertThat(answer.body(), is(""));
        assertThat(server.judge(access), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(flow.refresh(refresh).status(), is(200));
        assertThat(server.happened(), hasItem("revoked"));
    }

    // row: RV-01
    @Test
    void aRefreshTokenEndsWithItsAccessTokens() {
        assertThat(server.form("/oauth/revoke", "client_id", client, "token", refresh, "token_type_hint", "refresh_token").status(), is(200));
        assertThat(server.judge(access), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(flow.refresh(refresh).refusal(), is("400 invalid_grant"));
        assertThat(server.audit().getLast().detail(), is(Optional.of("revoked by its client")));
    }

    // row: RV-01
    @Test
    void aRefreshTokenThatWasReplacedEndsAllTheSame() {
        String second = flow.refresh(refresh).get("refresh_token");
        server.form("/oauth/revoke", "client_id", client, "token", refresh);
        assertThat(flow.refresh(second).refusal(), is("400 invalid_grant"));
        assertThat(server.accepts(access), is(false));
    }

    // row: RV-01
    @Test
    void aWrongHintIsNoMoreThanAHint() {
        assertThat(server.form("/oauth/revoke", "client_id", client, "token", refresh, "token_type_hint", "access_token").status(), is(200));
        assertThat(server.accepts(access), is(false));
        assertThat(server.form("/oauth/revoke", "client_id", client, "token", access, "token_type_hint", "saml").status(), is(200));
    }

    // row: RV-01
    @Test
    void whatIsUnknownIsRevokedAlready() {
        for (String token : new String[] {"x", "sigil_at_" + "A".repeat(43), "sigil_rt_" + "A".repeat(43), "eyJhbGciOiJub25lIn0.e30."}) {
            assertThat(server.form("/oauth/revoke", "client_id", client, "token", token).status(), is(200));
        }
        server.form("/oauth/revoke", "client_id", client, "token", access);
        assertThat(server.form("/oauth/revoke", "client_id", client, "token", access).status(), is(200));
    }

    // row: RV-01
    @Test
    void anothersTokenIsLeftAloneAndNobodyLearnsThatItIsOne() {
        String other = server.registered();
        assertThat(server.form("/oauth/revoke", "client_id", other, "token", access).status(), is(200));
        assertThat(server.form("/oauth/revoke", "client_id", other, "token", refresh).status(), is(200));
        assertThat(server.accepts(access), is(true));
        assertThat(flow.refresh(refresh).status(), is(200));
        assertThat(server.happened(), not(hasItem("revoked")));
    }

    // row: RV-01
    @Test
    void aClientWithASecretProvesItselfHereToo() {
        var owned = server.owned(true, TestAuthorizationServer.CALLBACK);
        var gpt = new TestFlow(server, owned.id()).redeeming("client_secret", owned.secret());
        String token = gpt.tokens().get("access_token");
        assertThat(server.form("/oauth/revoke", "client_id", owned.id(), "token", token).refusal(), is("401 invalid_client"));
        assertThat(server.form("/oauth/revoke", "client_id", owned.id(), "client_secret", "x", "token", token).refusal(), is("401 invalid_client"));
        assertThat(server.form("/oauth/revoke", "client_id", "nobody", "token", token).refusal(), is("401 invalid_client"));
        assertThat(server.accepts(token), is(true));
        assertThat(server.post("/revoke", "application/x-www-form-urlencoded", "token=" + token, "Authorization",
                TestFlow.basic(owned.id(), owned.secret())).status(), is(200));
        assertThat(server.accepts(token), is(false));
    }

    // row: RV-01
    @Test
    void theRequestIsAFormWithOneToken() {
        assertThat(server.form("/oauth/revoke", "client_id", client).refusal(), is("400 invalid_request"));
        assertThat(server.form("/oauth/revoke", "client_id", client, "token", access, "token", access).refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/revoke", "application/json", "{}").refusal(), is("400 invalid_request"));
        assertThat(server.accepts(access), is(true));
    }

    // row: AS-15
    @Test
    void theOwnerEndsAGrantAtTheBox() {
        try (var box = AuthStore.open(directory.resolve("state"), server.clock)) {
            var grant = box.grants().list().getFirst();
            assertThat(box.grants().revoke(grant.id()), is(true));
            assertThat(box.grants().revoke(grant.id()), is(false));
        }
        assertThat(server.judge(access), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(flow.refresh(refresh).refusal(), is("400 invalid_grant"));
    }
}
