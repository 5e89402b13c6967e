package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ends what was granted, by another process, from the next request on. */
class GrantEndTest extends WithAuthorizationServer {

    // row: AS-15
    @Test
    void anotherPassphraseEndsWhatItsMemberGranted() {
        var tokens = flow.tokens();
        String code = flow.code();
        try (var box = AuthStore.open(directory.resolve("state"), server.clock)) {
            assertThat(box.members().passphrase("owner", hash()), is(2));
        }
        assertThat(server.judge(tokens.get("access_token")), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(flow.refresh(tokens.get("refresh_token")).refusal(), is("400 invalid_grant"));
        assertThat(flow.redeem(code).refusal(), is("400 invalid_grant"));
        var grant = server.store.grants().list().getFirst();
        assertThat(grant.reason(), is(Optional.of("passphrase changed")));
        assertThat(server.audit().stream().filter(event -> event.what().equals("revoked")).map(event -> event.grant().orElseThrow()).toList(),
                hasItem(grant.id()));
    }

    // row: AS-15
    // row: SEC-29
    @Test
    void whoSignedInWithTheOldPassphraseAllowsNothingMore() {
        flow.begin();
        flow.browser.signIn();
        server.store.members().passphrase("owner", hash());
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(server.happened().contains("granted"), is(false));
    }

    // row: AS-15
    @Test
    void anotherMembersPassphraseEndsNothing() {
        String access = flow.tokens().get("access_token");
        server.store.members().add("anna");
        server.passphrase("anna");
        assertThat(server.store.members().passphrase("anna", hash()), is(0));
        assertThat(server.accepts(access), is(true));
    }

    // row: AS-15
    @Test
    void aMemberWhoIsRemovedTakesWithHimWhatHeGranted() {
        server.store.members().add("anna");
        server.passphrase("anna");
        var mine = flow.tokens();
        flow.begin();
        flow.browser.press(Decision.SIGN_IN, SignInPage.MEMBER, "anna", SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE);
        var hers = flow.redeem(flow.browser.press(Decision.ALLOW).parameter("code").orElseThrow());
        flow.begin();
        flow.browser.press(Decision.SIGN_IN, SignInPage.MEMBER, "anna", SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE);
        try (var box = AuthStore.open(directory.resolve("state"), server.clock)) {
            assertThat(box.members().remove("anna"), is(true));
        }
        assertThat(server.accepts(hers.get("access_token")), is(false));
        assertThat(flow.refresh(hers.get("refresh_token")).refusal(), is("400 invalid_grant"));
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(server.accepts(mine.get("access_token")), is(true));
        assertThat(server.happened(), hasItem("member removed"));
    }

    // row: AS-15
    @Test
    void aClientThatIsRemovedLosesWhatItWasGranted() {
        String id = server.store.clients().list().getFirst().id();
        var tokens = flow.tokens();
        String code = flow.code();
        flow.begin();
        flow.browser.signIn();
        try (var box = AuthStore.open(directory.resolve("state"), server.clock)) {
            assertThat(box.clients().remove(id), is(true));
        }
        assertThat(server.accepts(tokens.get("access_token")), is(false));
        assertThat(flow.refresh(tokens.get("refresh_token")).refusal(), is("401 invalid_client"));
        assertThat(flow.redeem(code).refusal(), is("401 invalid_client"));
        assertThat(flow.browser.post(Decision.ALLOW).isDeadEnd(), is(true));
        assertThat(flow.begin().isDeadEnd(), is(true));
        assertThat(server.happened(), hasItem("client removed"));
    }

    @Test
    void whatTheOwnerChangesAtAClientHoldsFromTheNextRequestOn() {
        var client = server.owned(true, TestAuthorizationServer.CALLBACK);
        var gpt = new TestFlow(server, client.id());
        String further = "https://chatgpt.com/aip/g-2/oauth/callback";
        assertThat(gpt.asking("redirect_uri", further).begin().isDeadEnd(), is(true));
        server.store.clients().redirect(client.id(), java.util.List.of(further), java.util.Set.of());
        assertThat(gpt.allow().parameter("code").isPresent(), is(true));
        assertThat(server.happened(), hasItem("client changed"));
    }

    /** The words of the trail for all that can end a grant or refuse one. */
    @Test
    void whatHappenedIsWrittenDownWithWhoAndWhereFrom() {
        String id = server.store.clients().list().getFirst().id();
        String code = flow.code();
        var tokens = flow.redeem(code);
        server.accepts(tokens.get("access_token"));
        server.accepts(tokens.get("access_token"));
        server.address = "198.51.100.9";
        flow.redeem(code);
        assertThat(server.happened(), hasItems("client added", "passphrase set", "signed in", "granted", "used", "revoked"));
        assertThat(server.happened().stream().filter("used"::equals).count(), is(1L));
        var events = server.audit();
        var granted = events.stream().filter(event -> event.what().equals("granted")).findFirst().orElseThrow();
        assertThat(granted.member(), is(Optional.of("owner")));
        assertThat(granted.client(), is(Optional.of(id)));
        assertThat(granted.address(), is(Optional.of("203.0.113.7")));
        assertThat(granted.detail(), is(Optional.of("read")));
        assertThat(granted.at(), is(server.clock.instant()));
        var revoked = events.getLast();
        assertThat(revoked.what(), is("revoked"));
        assertThat(revoked.grant(), is(granted.grant()));
        assertThat(revoked.address(), is(Optional.of("198.51.100.9")));
        assertThat(revoked.detail(), is(Optional.of("authorization code used twice")));
    }

    private static String hash() {
        try (Passphrase chosen = Passphrase.chosen("five other quiet words here".toCharArray(), "owner")) {
            return new Passphrases(1_000, 1, Pbkdf2::derive).hash(chosen).text();
        }
    }
}
