package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many may register, and for how long they are remembered. */
class RegistrationQuotaTest extends WithAuthorizationServer {

    // row: DC-05
    // row: AS-20
    // row: SEC-24
    @Test
    void oneNetworkRegistersTwentyTimesAndThenSeldom() {
        server.address = "198.51.100.1";
        for (int i = 0; i < 20; i++) {
            server.registered();
        }
        assertThat("from where", server.audit().getLast().address(), is(Optional.of("198.51.100.1")));
        var refused = server.register("{'redirect_uris':['https://a.example/cb']}");
        assertThat(refused.refusal(), is("429 temporarily_unavailable"));
        assertThat(refused.header("Retry-After"), is("180"));
        server.address = "198.51.100.2";
        server.registered();
        server.address = "198.51.100.1";
        server.clock.advance(Duration.ofMinutes(3));
        server.registered();
    }

    // row: DC-05
    // row: SEC-24
    @Test
    void ofAThousandFromEverywhereTwoHundredGetThrough() {
        int registered = 0;
        for (int i = 0; i < 1_000; i++) {
            server.address = "2001:db8:" + i + "::1";
            registered += server.register("{'redirect_uris':['https://a.example/cb']}").status() == 201 ? 1 : 0;
        }
        // one was registered before
        assertThat(registered, is(199));
    }

    // row: DC-05
    @Test
    void whoFloodsTheServerPushesOutHisOwnAndKeepsNobodyFromRegistering() {
        String granted = server.store.clients().list().getFirst().id();
        flow.allow();
        for (int i = 0; i < 700; i++) {
            server.clock.advance(Duration.ofSeconds(18));
            server.address = "2001:db8:" + i + "::1";
            assertThat(server.register("{'redirect_uris':['https://evil.example/cb']}").status(), is(201));
        }
        assertThat(server.store.clients().list().size(), is(501));
        server.address = "203.0.113.8";
        server.clock.advance(Duration.ofSeconds(18));
        assertThat(new TestFlow(server, server.registered()).tokens().status(), is(200));
        assertThat(server.store.clients().find(granted).isPresent(), is(true));
    }

    // row: DC-05
    @Test
    void aClientThatWasGrantedNothingIsForgottenAfterADay() {
        String id = server.registered();
        server.clock.advance(Duration.ofHours(24).minusSeconds(1));
        server.store.purge();
        assertThat(new TestFlow(server, id).begin().status(), is(200));
        server.clock.advance(Duration.ofSeconds(1));
        assertThat(new TestFlow(server, id).begin().isDeadEnd(), is(true));
        server.store.purge();
        assertThat(server.store.clients().list().stream().noneMatch(client -> client.id().equals(id)), is(true));
    }

    // row: DC-05
    @Test
    void aClientThatWasGrantedSomethingStays() {
        String refresh = flow.tokens().get("refresh_token");
        server.clock.advance(Duration.ofDays(60));
        server.store.purge();
        assertThat(flow.refresh(refresh).status(), is(200));
        server.clock.advance(Duration.ofDays(200));
        server.store.purge();
        assertThat("it connects again under the id that it has", flow.tokens().status(), is(200));
    }

    // row: AS-20
    // row: SEC-28
    @Test
    void whoIsRefusedAHundredTimesWaitsAndTheOthersDoNot() {
        String refresh = flow.tokens().get("refresh_token");
        server.address = "198.51.100.1";
        for (int i = 0; i < 100; i++) {
            assertThat(flow.refresh("x").status(), is(400));
        }
        var refused = flow.refresh("x");
        assertThat(refused.refusal(), is("429 temporarily_unavailable"));
        assertThat(refused.header("Retry-After"), is("6"));
        server.address = "203.0.113.7";
        assertThat(flow.refresh(refresh).status(), is(200));
    }

    // row: AS-20
    @Test
    void strangersWithManyAddressesDoNotShutOutTheClientsThatAreConnected() {
        String refresh = flow.tokens().get("refresh_token");
        for (int i = 0; i < 3_000; i++) {
            server.address = "2001:db8:" + i % 60_000 + "::1";
            flow.refresh("x");
        }
        server.address = "203.0.113.7";
        assertThat(flow.refresh(refresh).status(), is(200));
    }

    // row: AS-20
    @Test
    void whatIsRightIsNeverTooOften() {
        String token = flow.tokens().get("refresh_token");
        for (int i = 0; i < 150; i++) {
            token = flow.refresh(token).get("refresh_token");
        }
    }
}
