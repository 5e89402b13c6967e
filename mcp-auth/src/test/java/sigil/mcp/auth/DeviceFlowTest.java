package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device that shows a code instead of a page (RFC 8628), as the device sees it. */
class DeviceFlowTest extends WithAuthorizationServer {
    private String client;

    @BeforeEach
    void registerDevice() {
        client = server.register("{'client_name':'Lamp','grant_types':['" + TokenEndpoint.DEVICE_CODE + "','refresh_token'],"
                + "'token_endpoint_auth_method':'none'}").get("client_id");
    }

    // row: DV-01
    @Test
    void aDeviceIsGivenACodeToShowAndOneToAskWith() {
        var answer = asked();
        assertThat(answer.status(), is(200));
        assertThat(answer.get("device_code"), matchesPattern("sigil_dc_[A-Za-z0-9_-]{43}"));
        assertThat(answer.get("user_code"), matchesPattern("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"));
        assertThat(answer.get("verification_uri"), is("https://mcp.example.com/device"));
        assertThat(answer.get("verification_uri_complete"), is("https://mcp.example.com/device?user_code=" + answer.get("user_code")));
        assertThat(answer.json().getInt("expires_in"), is(600));
        assertThat(answer.json().getInt("interval"), is(5));
        assertThat(server.form("/device_authorization", "client_id", client).status(), is(200));
    }

    // row: DV-01
    @Test
    void aDeviceThatWasAllowedGetsItsTokensOnce() {
        var device = asked();
        assertThat(poll(device).refusal(), is("400 authorization_pending"));
        decide(device, Decision.ALLOW);
        var tokens = poll(device);
        assertThat(tokens.status(), is(200));
        assertThat(server.accepts(tokens.get("access_token")), is(true));
        var refreshed = server.form("/oauth/token", "grant_type", "refresh_token", "client_id", client, "refresh_token", tokens.get("refresh_token"));
        assertThat(refreshed.status(), is(200));
        assertThat(poll(device).refusal(), is("400 invalid_grant"));
    }

    // row: DV-01
    @Test
    void whoAsksTooOftenIsToldToWaitFiveSecondsMoreEachTime() {
        var device = asked();
        assertThat(poll(device).error(), is("authorization_pending"));
        server.clock.advance(Duration.ofSeconds(4));
        assertThat(poll(device).refusal(), is("400 slow_down"));
        server.clock.advance(Duration.ofSeconds(9));
        assertThat("ten seconds by now", poll(device).error(), is("slow_down"));
        server.clock.advance(Duration.ofSeconds(15));
        assertThat("fifteen by now", poll(device).error(), is("authorization_pending"));
        server.clock.advance(Duration.ofSeconds(14));
        assertThat("and so it stays", poll(device).error(), is("slow_down"));
    }

    // row: DV-01
    @Test
    void theCodesEndAfterTenMinutes() {
        var device = asked();
        server.clock.advance(Duration.ofMinutes(10));
        assertThat(poll(device).refusal(), is("400 expired_token"));
        var late = asked();
        server.clock.advance(Duration.ofSeconds(599));
        var browser = typed(late);
        server.clock.advance(Duration.ofSeconds(1));
        browser.signIn();
        assertThat(browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat("nothing is left of it", server.happened().contains("granted"), is(false));
        assertThat(poll(late).refusal(), is("400 expired_token"));
    }

    // row: DV-01
    @Test
    void aDeviceThatWasDeniedIsToldSo() {
        var device = asked();
        decide(device, Decision.DENY);
        assertThat(poll(device).refusal(), is("400 access_denied"));
        assertThat(poll(device).refusal(), is("400 access_denied"));
    }

    // row: DV-01
    @Test
    void aDeviceWhoseGrantWasEndedBeforeItCameGetsNothing() {
        var device = asked();
        decide(device, Decision.ALLOW);
        server.store.connections().lend(session -> {
            session.run("update grant set revoked = 1");
            return null;
        });
        assertThat(poll(device).refusal(), is("400 access_denied"));
    }

    // row: DV-01
    @Test
    void aDeviceCodeIsItsClients() {
        var device = asked();
        decide(device, Decision.ALLOW);
        String other = server.register("{'grant_types':['" + TokenEndpoint.DEVICE_CODE + "']}").get("client_id");
        assertThat(server.form("/oauth/token", "grant_type", TokenEndpoint.DEVICE_CODE, "client_id", other, "device_code", device.get("device_code"))
                .refusal(), is("400 invalid_grant"));
        assertThat(poll(device).status(), is(200));
        for (String wrong : new String[] {"x", "sigil_dc_" + "A".repeat(43), device.get("user_code")}) {
            assertThat(server.form("/oauth/token", "grant_type", TokenEndpoint.DEVICE_CODE, "client_id", client, "device_code", wrong).refusal(),
                    is("400 invalid_grant"));
        }
        assertThat(server.form("/oauth/token", "grant_type", TokenEndpoint.DEVICE_CODE, "client_id", client).refusal(), is("400 invalid_request"));
    }

    // row: AS-18
    @Test
    void whoDidNotRegisterForThisGrantIsNotAuthorized() {
        String browserClient = server.registered();
        assertThat(server.form("/oauth/device", "client_id", browserClient).refusal(), is("400 unauthorized_client"));
        assertThat(server.form("/oauth/device", "client_id", "nobody").refusal(), is("401 invalid_client"));
        assertThat(server.form("/oauth/device").refusal(), is("400 invalid_request"));
    }

    // row: AS-07
    @Test
    void aDeviceAsksForThisServerAloneAndForWhatThereIs() {
        assertThat(server.form("/oauth/device", "client_id", client, "resource", "https://other.example.com").refusal(), is("400 invalid_target"));
        assertThat(server.form("/oauth/device", "client_id", client, "scope", "admin").refusal(), is("400 invalid_scope"));
        assertThat(server.form("/oauth/device", "client_id", client, "scope", "read", "scope", "write").refusal(), is("400 invalid_request"));
        assertThat(server.form("/oauth/device", "client_id", client, "resource", "https://mcp.example.com/mcp").status(), is(200));
    }

    // row: AS-20
    // row: SEC-24
    @Test
    void oneNetworkIsGivenThirtyCodesAndThenSeldomOne() {
        for (int i = 0; i < 30; i++) {
            assertThat(asked().status(), is(200));
        }
        var refused = asked();
        assertThat(refused.status(), is(429));
        assertThat(refused.header("Retry-After"), is(not(nullValue())));
        assertThat(Integer.parseInt(refused.header("Retry-After")) > 60, is(true));
        server.address = "198.51.100.1";
        assertThat(asked().status(), is(200));
    }

    // row: AS-16
    @Test
    void theScopeOfADeviceIsWhatWasTicked() {
        var device = server.form("/oauth/device", "client_id", client, "scope", "read write");
        var browser = typed(device);
        browser.signIn();
        browser.press(Decision.ALLOW);
        assertThat(poll(device).get("scope"), is("read"));
    }

    private TestAuthorizationServer.Answer asked() {
        return server.form("/oauth/device", "client_id", client, "scope", "read");
    }

    private TestAuthorizationServer.Answer poll(TestAuthorizationServer.Answer device) {
        return server.form("/oauth/token", "grant_type", TokenEndpoint.DEVICE_CODE, "client_id", client, "device_code", device.get("device_code"));
    }

    private TestBrowser typed(TestAuthorizationServer.Answer device) {
        var browser = new TestBrowser(server);
        browser.open("/device");
        browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, device.get("user_code"));
        return browser;
    }

    private void decide(TestAuthorizationServer.Answer device, Decision decision) {
        var browser = typed(device);
        browser.signIn();
        browser.press(decision);
    }
}
