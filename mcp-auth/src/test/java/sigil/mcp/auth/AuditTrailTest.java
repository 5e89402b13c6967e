package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The audit trail, where strangers write too. */
class AuditTrailTest extends WithAuthorizationServer {

    // row: SEC-31
    @Test
    void aStrangerNeitherBreaksALineNorMovesTheTerminal() {
        server.get("/oauth/authorize?client_id=x%1b%5B2J%0agranted%20owner%E2%80%AE&redirect_uri=x");
        var event = server.audit().getLast();
        assertThat(event.client(), is(Optional.of("an id that is none")));
        flow.asking("redirect_uri", "https://evil.example/\n\u001b]0;x\u0007").begin();
        assertThat(server.audit().getLast().detail(), is(Optional.of("redirect URI not registered: an address that is none")));
    }

    /** Whatever an endpoint lets through: the trail is the last who looks. */
    // row: SEC-31
    @Test
    void whatIsWrittenDownCanBeSeen() {
        server.store.audit().write(AuditTrail.Event.of("refused").client("x\u001b[2J\ngranted owner\u202e").detail("a\u0007b\u200bc"));
        var event = server.audit().getLast();
        assertThat(event.client(), is(Optional.of("x[2J granted owner")));
        assertThat(event.detail(), is(Optional.of("abc")));
    }

    @Test
    void aLongStoryIsCut() {
        server.get("/oauth/authorize?client_id=" + "x".repeat(3_000) + "&redirect_uri=x");
        assertThat(server.audit().getLast().client().orElseThrow().length(), is(301));
    }

    // row: AS-20
    // row: SEC-24
    @Test
    void whoAsksForClientsThatAreNoneIsWrittenDownSixtyTimesAndThenSeldom() {
        long before = server.audit().size();
        for (int i = 0; i < 200; i++) {
            var answer = server.get("/oauth/authorize?client_id=nobody" + i + "&redirect_uri=x");
            assertThat(answer.status(), is(400));
            assertThat(answer.all("Location").isEmpty(), is(true));
        }
        assertThat(server.audit().size() - before, is(60L));
    }

    // row: AS-20
    @Test
    void aFloodOfStrangersDoesNotWashAwayWhatMembersDid() {
        flow.allow();
        server.store.connections().lend(session -> {
            session.run("with recursive n (i) as (select 1 union all select i + 1 from n where i < 101000) "
                    + "insert into event (at, what, client) select 4000000000, 'refused', 'client' || i from n");
            return null;
        });
        server.store.purge();
        assertThat(server.audit().size() < 20_010, is(true));
        assertThat(server.happened().contains("granted"), is(true));
        assertThat("the latest stay", server.audit().getLast().client(), is(Optional.of("client101000")));
    }

    // row: AS-20
    @Test
    void aFloodOfClientsDoesNotWashAwayAWrongPassphrase() {
        flow.begin();
        flow.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, "four noisy words here");
        server.store.connections().lend(session -> {
            session.run("with recursive n (i) as (select 1 union all select i + 1 from n where i < 21000) "
                    + "insert into event (at, what, client) select 4000000000, 'refused', 'client' || i from n");
            return null;
        });
        server.store.purge();
        assertThat(server.audit().stream().flatMap(event -> event.detail().stream()).toList(), hasItem("wrong passphrase"));
    }

    @Test
    void anEventIsKeptForAYear() {
        flow.allow();
        server.clock.advance(Duration.ofDays(365));
        server.store.purge();
        assertThat(server.happened(), hasItem("granted"));
        server.clock.advance(Duration.ofSeconds(1));
        server.store.purge();
        assertThat(server.audit().size(), is(0));
    }
}
