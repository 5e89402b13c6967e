package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sigil.mcp.core.Scope;

/** Many ask at once, and whoever lives here comes in all the same. */
class FloodTest extends WithAuthorizationServer {
    private static final String HOME = "203.0.113.7";

    // row: SEC-24
    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Dest, image", "Sec-Fetch-Dest, iframe", "Sec-Fetch-Dest, empty", "Sec-Fetch-Mode, no-cors", "Sec-Fetch-Mode, cors",
        "Sec-Purpose, prefetch;prerender"})
    void whatABrowserLoadsForAPageBeginsNothingAndDoesNotCount(String name, String value) {
        for (int i = 0; i < 70; i++) {
            var answer = server.browserSends("GET", flow.address(), "", name, value);
            assertThat(answer.isDeadEnd(), is(true));
            assertThat(answer.all("set-cookie").isEmpty(), is(true));
        }
        assertThat(server.browserSends("GET", flow.address(), "", "Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate").status(), is(303));
    }

    // row: SEC-24
    @Test
    void whatIsRefusedDoesNotCountAndOfItSomeIsWrittenDown() {
        var nobody = new TestFlow(server, "client-nobody");
        for (int i = 0; i < 200; i++) {
            assertThat(server.get(nobody.address()).isDeadEnd(), is(true));
        }
        assertThat(server.happened().stream().filter("refused"::equals).count(), is(60L));
        assertThat(flow.begin().status(), is(200));
    }

    // row: SEC-24
    // row: AS-20
    @Test
    void aHomeCountsOnceWhateverItsNetworksAreCalled() {
        int begun = 0;
        for (int i = 0; i < 100; i++) {
            server.address = "2001:db8:7:" + Integer.toHexString(0x1100 + i) + "::1";
            begun += server.get(flow.address()).status() == 303 ? 1 : 0;
        }
        assertThat(begun, is(60));
        server.address = "2001:db8:7:1200::1";
        assertThat("next door", server.get(flow.address()).status(), is(303));
    }

    // row: SEC-24
    // row: AS-20
    @Test
    void fromWhereAMemberSignedInBeforeOneBeginsWhateverTheWorldDoes() {
        flow.allow();
        int begun = 0;
        for (int i = 0; i < 1_100; i++) {
            server.address = "2001:db8:" + Integer.toHexString(i % 22) + "::1";
            begun += server.get(flow.address()).status() == 303 ? 1 : 0;
        }
        assertThat(begun, is(lessThanOrEqualTo(1_000)));
        server.address = "198.51.100.1";
        assertThat("a stranger waits", server.get(flow.address()).status(), is(429));
        server.address = HOME;
        assertThat(flow.allow().parameter("code").isPresent(), is(true));
    }

    // row: SEC-24
    // row: AS-20
    @Test
    void fromThereClientsRegisterAndDevicesAskAndCodesAreTypedToo() {
        flow.allow();
        for (int i = 0; i < 300; i++) {
            server.address = "2001:db8:" + Integer.toHexString(i) + "::1";
            server.register("{'redirect_uris':['https://a.example/cb']}");
        }
        server.address = HOME;
        String client = server.register("{'client_name':'Lamp','grant_types':['" + TokenEndpoint.DEVICE_CODE + "']}").get("client_id");
        for (int i = 0; i < 400; i++) {
            server.address = "2001:db8:" + Integer.toHexString(i) + "::1";
            server.form("/oauth/device", "client_id", client, "scope", "read");
            var guesser = new TestBrowser(server);
            guesser.open("/device");
            guesser.post(Decision.CONTINUE, DeviceCodePage.USER_CODE, "BBBB-BBBB");
        }
        assertThat("strangers wait", server.form("/oauth/device", "client_id", client, "scope", "read").status(), is(429));
        server.address = HOME;
        String code = server.form("/oauth/device", "client_id", client, "scope", "read").get("user_code");
        var browser = new TestBrowser(server);
        browser.open("/device");
        assertThat(browser.press(Decision.CONTINUE, DeviceCodePage.USER_CODE, code).body(), containsString("type=\"password\""));
    }

    // row: SEC-24
    @Test
    void whereAMemberWasIsKnownAfterARestartToo() {
        flow.allow();
        try (var after = AuthStore.open(directory.resolve("state"), server.clock)) {
            assertThat(after.familiar().contains(HOME), is(true));
            assertThat(after.familiar().contains("203.0.113.8"), is(false));
        }
    }

    // row: SEC-24
    @Test
    void aFloodPushesOutItsOwnRequestsAndNobodyElses() {
        flow.allow();
        flow.begin();
        String own = flow.browser.requestAddress();
        server.address = "198.51.100.1";
        var visitor = new TestFlow(server, server.registered());
        visitor.begin();
        String visitors = visitor.browser.requestAddress();
        server.clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 1_050; i++) {
            waits("2001:db8:" + Integer.toHexString(i % 30) + "::1");
        }
        assertThat("somebody who is the only one there", visitor.browser.open(visitors).status(), is(200));
        for (int i = 0; i < 1_050; i++) {
            waits("2001:db8:" + Integer.toHexString(i) + "::1");
        }
        assertThat("somebody familiar", flow.browser.open(own).status(), is(200));
        assertThat("for all others there is an end", visitor.browser.open(visitors).status(), is(400));
    }

    private void waits(String address) {
        server.store.pending().open(TokenText.random(Secret.REQUEST), TokenText.random(Secret.BROWSER), new AuthorizationRequest("client-x",
                TestAuthorizationServer.CALLBACK, true, Optional.empty(), Set.of(Scope.READ), TestAuthorizationServer.ISSUER.resource(),
                Optional.of(TestFlow.CHALLENGE)), Optional.empty(), address);
    }
}
