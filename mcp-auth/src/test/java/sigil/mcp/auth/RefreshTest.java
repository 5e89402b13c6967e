package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refresh tokens and their rotation (RFC 6749 section 6; OAuth 2.1 section 4.3.1; RFC 9700 section 4.14). */
class RefreshTest extends WithAuthorizationServer {
    private String first;

    @BeforeEach
    void takeTokens() {
        first = flow.tokens().get("refresh_token");
    }

    // row: AS-14
    @Test
    void eachRefreshGivesAnotherRefreshToken() {
        var second = flow.refresh(first);
        assertThat(second.status(), is(200));
        assertThat(second.get("refresh_token"), is(not(first)));
        assertThat(server.accepts(second.get("access_token")), is(true));
        assertThat(flow.refresh(second.get("refresh_token")).get("refresh_token"), is(not(second.get("refresh_token"))));
    }

    // row: AS-14
    // row: SEC-11
    @Test
    void aClientThatLostTheAnswerIsGivenTheSameSuccessorForHalfAMinute() {
        var lost = flow.refresh(first);
        server.clock.advance(Duration.ofSeconds(30));
        var again = flow.refresh(first);
        assertThat(again.status(), is(200));
        assertThat(again.get("refresh_token"), is(lost.get("refresh_token")));
        assertThat(again.get("access_token"), is(not(lost.get("access_token"))));
        assertThat(flow.refresh(again.get("refresh_token")).status(), is(200));
    }

    // row: AS-14
    // row: SEC-11
    @Test
    void afterThatItsUseMeansThatTwoHaveItAndEndsAll() {
        var second = flow.refresh(first);
        server.clock.advance(Duration.ofSeconds(31));
        assertThat(flow.refresh(first).refusal(), is("400 invalid_grant"));
        assertThat(server.judge(second.get("access_token")), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(flow.refresh(second.get("refresh_token")).refusal(), is("400 invalid_grant"));
        assertThat(server.audit().getLast().detail(), is(Optional.of("a refresh token that was replaced came back: somebody else may have it")));
    }

    // row: AS-14
    // row: SEC-11
    @Test
    void onceTheSuccessorWasUsedThereIsNoGrace() {
        var second = flow.refresh(first);
        var third = flow.refresh(second.get("refresh_token"));
        assertThat(flow.refresh(first).refusal(), is("400 invalid_grant"));
        assertThat(server.accepts(third.get("access_token")), is(false));
        assertThat(flow.refresh(third.get("refresh_token")).refusal(), is("400 invalid_grant"));
    }

    // row: AS-14
    @Test
    void graceIsForTheSameClientAlone() {
        flow.refresh(first);
        var other = new TestFlow(server, server.registered());
        assertThat(other.refresh(first).refusal(), is("400 invalid_grant"));
        assertThat(flow.refresh(first).status(), is(200));
    }

    // row: AS-15
    @Test
    void aRefreshTokenIsItsClients() {
        var other = new TestFlow(server, server.registered());
        assertThat(other.refresh(first).refusal(), is("400 invalid_grant"));
        assertThat(server.happened(), hasItem("refused"));
        assertThat(flow.refresh(first).status(), is(200));
    }

    // row: AS-15
    @Test
    void itEndsAfterNinetyDaysWithoutUse() {
        server.clock.advance(Duration.ofDays(90).minusSeconds(1));
        String second = flow.refresh(first).get("refresh_token");
        server.clock.advance(Duration.ofDays(90).minusSeconds(1));
        server.store.purge();
        String third = flow.refresh(second).get("refresh_token");
        server.clock.advance(Duration.ofDays(90));
        assertThat(flow.refresh(third).refusal(), is("400 invalid_grant"));
    }

    // row: AS-16
    @Test
    void aRefreshMayAskForLessAndNeverForMore() {
        String wide = new TestFlow(server, server.registered()).asking("scope", "read write").allow("scope", "write").parameter("code").orElseThrow();
        assertThat(wide.isEmpty(), is(false));
        assertThat(flow.refresh(first, "scope", "read write").refusal(), is("400 invalid_scope"));
        assertThat(flow.refresh(first, "scope", "write").refusal(), is("400 invalid_scope"));
        assertThat(flow.refresh(first, "scope", "admin").refusal(), is("400 invalid_scope"));
        // nothing of that was a use
        assertThat(flow.refresh(first, "scope", "read").get("scope"), is("read"));
    }

    // row: AS-16
    @Test
    void whatARefreshLeftOutIsThereAgainNextTime() {
        var wide = new TestFlow(server, server.registered()).asking("scope", "read write");
        var tokens = wide.redeem(wide.allow("scope", "write").parameter("code").orElseThrow());
        assertThat(tokens.get("scope"), is("read write"));
        var narrow = wide.refresh(tokens.get("refresh_token"), "scope", "read");
        assertThat(narrow.get("scope"), is("read"));
        assertThat(((Verdict.Accepted) server.judge(narrow.get("access_token"))).caller().scopes().toString(), is("[READ]"));
        assertThat(wide.refresh(narrow.get("refresh_token")).get("scope"), is("read write"));
    }

    // row: AS-07
    @Test
    void aRefreshIsForNoOtherServer() {
        assertThat(flow.refresh(first, "resource", "https://other.example.com/mcp").refusal(), is("400 invalid_target"));
        assertThat(flow.refresh(first, "resource", "https://mcp.example.com/mcp").status(), is(200));
    }

    // row: AS-14
    @Test
    void aClientWithASecretIsHeldToRotationToo() {
        var client = server.owned(true, TestAuthorizationServer.CALLBACK);
        var gpt = new TestFlow(server, client.id()).redeeming("client_secret", client.secret());
        String token = gpt.tokens().get("refresh_token");
        gpt.refresh(token);
        server.clock.advance(Duration.ofMinutes(1));
        assertThat(gpt.refresh(token).refusal(), is("400 invalid_grant"));
    }

    @Test
    void whatIsNoRefreshTokenBuysNothing() {
        for (String other : new String[] {"x", "sigil_rt_" + "A".repeat(43), flow.tokens().get("access_token")}) {
            assertThat(flow.refresh(other).refusal(), is("400 invalid_grant"));
        }
        assertThat(flow.refresh("").refusal(), is("400 invalid_request"));
    }
}
