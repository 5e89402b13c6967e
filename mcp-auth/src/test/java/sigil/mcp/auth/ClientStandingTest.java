package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** How long the acceptance of a client's token stands without being asked for again: not one request longer than the token is good. */
class ClientStandingTest extends WithAuthorizationServer {

    // row: RS-05
    @Test
    void itEndsAtTheSecondAtWhichTheTokenExpires() {
        String token = flow.tokens().get("access_token");
        BooleanSupplier stands = settled(token);
        server.clock.advance(Duration.ofSeconds(3_599));
        assertThat(stands.getAsBoolean(), is(true));
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(stands.getAsBoolean(), is(false));
        assertThat(server.judge(token), is(new Verdict.Refused(Verdict.Reason.EXPIRED)));
    }

    // row: RS-05
    @Test
    void aRevocationByTheOwnerEndsIt() {
        String token = flow.tokens().get("access_token");
        BooleanSupplier stands = settled(token);
        try (var owner = AuthStore.open(directory.resolve("state"), server.clock)) {
            owner.grants().revoke(owner.grants().list().getFirst().id());
        }
        assertThat(stands.getAsBoolean(), is(false));
        assertThat(server.judge(token), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
    }

    /** An acceptance that stands: the first use of the token is written down, and one thread uses one connection, which has looked. */
    private BooleanSupplier settled(String token) {
        server.judge(token);
        server.store.connections().version();
        BooleanSupplier stands = ((Verdict.Accepted) server.judge(token)).stands();
        assertThat(stands.getAsBoolean(), is(true));
        return stands;
    }
}
