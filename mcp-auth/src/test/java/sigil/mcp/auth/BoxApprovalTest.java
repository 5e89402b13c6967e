package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member proves himself at the box, by another process on the same database, and never types a secret. */
class BoxApprovalTest extends WithAuthorizationServer {

    @Test
    void theCodeOfThePageIsApprovedByAnotherProcess() {
        flow.begin();
        String code = flow.browser.code();
        assertThat(flow.browser.press(Decision.APPROVED).body(), containsString("has not been approved yet"));
        try (var box = AuthStore.open(directory.resolve("state"), server.clock)) {
            var waiting = box.waiting(code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")).orElseThrow();
            assertThat(waiting.clientName(), is(Optional.of("Test client")));
            assertThat(waiting.destination(), is(TestAuthorizationServer.CALLBACK));
            assertThat(waiting.scopes(), is("read"));
            assertThat(waiting.address(), is("203.0.113.7"));
            assertThat(box.approve(code, "owner"), is(true));
            assertThat(box.waiting(code).orElseThrow().approved(), is(Optional.of("owner")));
        }
        assertThat(flow.browser.press(Decision.APPROVED).body(), containsString("value=\"allow\""));
        var answer = flow.browser.press(Decision.ALLOW);
        assertThat(flow.redeem(answer.parameter("code").orElseThrow()).status(), is(200));
        assertThat(server.audit().stream().flatMap(event -> event.detail().stream()).toList(), hasItem("at the box"));
    }

    // row: SEC-28
    @Test
    void aCodeThatNoPageShowsApprovesNothing() {
        flow.begin();
        for (String wrong : new String[] {"", "BBBB-BBBB", "AAAA-EEEE", "x".repeat(1000), flow.browser.code() + "B"}) {
            assertThat(server.store.approve(wrong, "owner"), is(false));
            assertThat(server.store.waiting(wrong), is(Optional.empty()));
        }
        assertThat(server.store.approve(flow.browser.code(), "nobody"), is(false));
        assertThat(flow.browser.press(Decision.APPROVED).body(), not(containsString("value=\"allow\"")));
    }

    // row: SEC-03
    @Test
    void aCodeApprovesTheOneRequestThatShowsIt() {
        flow.begin();
        String code = flow.browser.code();
        var other = new TestFlow(server, server.registered());
        other.begin();
        assertThat(other.browser.code(), is(not(code)));
        server.store.approve(code, "owner");
        assertThat(other.browser.press(Decision.APPROVED).body(), not(containsString("value=\"allow\"")));
    }

    // row: SEC-29
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoKnewTheFirstCookieGainsNothingByTheApproval(boolean pressed) {
        flow.begin();
        String address = flow.browser.requestAddress();
        var thief = new TestBrowser(server);
        thief.cookies.putAll(flow.browser.cookies);
        thief.open(address);
        server.store.approve(flow.browser.code(), "owner");
        assertThat("nobody was shown what is asked", thief.post(Decision.ALLOW).isDeadEnd(), is(true));
        String consent = (pressed ? flow.browser.press(Decision.APPROVED) : flow.browser.open(address)).body();
        assertThat(consent, containsString("value=\"allow\""));
        assertThat(thief.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(thief.open(address).isDeadEnd(), is(true));
        assertThat("it is shown again to whom it was shown", flow.browser.open(address).body(), containsString("value=\"allow\""));
        assertThat(flow.browser.press(Decision.ALLOW).parameter("code").isPresent(), is(true));
    }

    @Test
    void aCodeIsApprovedOnceAndForTenMinutes() {
        flow.begin();
        String code = flow.browser.code();
        server.clock.advance(Duration.ofMinutes(10));
        assertThat(server.store.approve(code, "owner"), is(false));
        flow.begin();
        assertThat(server.store.approve(flow.browser.code(), "owner"), is(true));
        assertThat(server.store.approve(flow.browser.code(), "owner"), is(false));
        flow.browser.press(Decision.APPROVED);
        flow.browser.press(Decision.DENY);
        assertThat(server.store.waiting(code), is(Optional.empty()));
    }

    @Test
    void theCodeIsTheSameWhenThePageIsLoadedAgain() {
        flow.begin();
        String code = flow.browser.code();
        flow.browser.open(flow.browser.requestAddress());
        assertThat(flow.browser.code(), is(code));
    }
}
