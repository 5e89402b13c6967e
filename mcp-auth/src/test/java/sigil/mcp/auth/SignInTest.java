package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A member proves himself by his passphrase, and whoever guesses is slowed down and learns nothing. */
class SignInTest extends WithAuthorizationServer {
    private static final String WRONG = "four noisy words here";
    private static final String OTHER = "other words of the owner";

    // row: SEC-28
    @Test
    void aWrongPassphraseIsSaidAndWrittenDown() {
        flow.begin();
        var answer = flow.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, WRONG);
        assertThat(answer.body(), containsString("The passphrase is not right."));
        assertThat(answer.body(), not(containsString(WRONG)));
        var event = server.audit().getLast();
        assertThat(event.what(), is("refused"));
        assertThat(event.member(), is(Optional.of("owner")));
        assertThat(event.address(), is(Optional.of("203.0.113.7")));
        assertThat(event.detail(), is(Optional.of("wrong passphrase")));
        assertThat(flow.browser.signIn().body(), containsString("value=\"allow\""));
    }

    // row: SEC-28
    @Test
    void ofTheNameNothingIsSaidButToWhomItWasAskedOf() {
        server.store.members().add("anna");
        flow.begin();
        String asked = flow.browser.press(Decision.SIGN_IN, SignInPage.MEMBER, "anna", SignInPage.PASSPHRASE, WRONG).body();
        assertThat(asked, containsString("The name or the passphrase is not right."));
        assertThat(asked, containsString("name=\"member\""));
    }

    // row: AS-20
    // row: SEC-28
    @Test
    void whoGuessesIsSlowedDownAndTheRightOneDoesNotHelpHimThen() {
        flow.begin();
        for (int i = 0; i < 5; i++) {
            assertThat(flow.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, WRONG + i).body(), containsString("is not right"));
        }
        int before = server.stretched.get();
        assertThat(flow.browser.signIn().body(), containsString("Too many attempts"));
        assertThat("nothing was compared", server.stretched.get(), is(before));
        server.clock.advance(Duration.ofSeconds(2));
        assertThat(flow.browser.signIn().body(), containsString("value=\"allow\""));
    }

    // row: AS-20
    // row: SEC-28
    @Test
    void fromAnywhereTogetherAMemberIsTriedTwentyTimesAndThenSeldom() {
        flow.begin();
        for (int i = 0; i < 1_000; i++) {
            server.address = "198.51." + i / 200 + "." + i % 200;
            flow.browser.post(Decision.SIGN_IN, SignInPage.PASSPHRASE, WRONG);
        }
        assertThat(server.happened().stream().filter("refused"::equals).count(), is(20L));
        // at the box there is always a way
        assertThat(server.store.approve(flow.browser.code(), "owner"), is(true));
        assertThat(flow.browser.press(Decision.APPROVED).body(), containsString("value=\"allow\""));
    }

    // row: AS-20
    // row: SEC-28
    @Test
    void whetherThereIsSuchAMemberCannotBeToldFromTheAnswerNorFromTheWork() {
        server.store.members().add("anna");
        server.store.members().add("bert");
        server.passphrase("bert");
        flow.begin();
        int start = server.stretched.get();
        var known = posted("bert", WRONG);
        int knownWork = server.stretched.get() - start;
        server.address = "198.51.100.1";
        var without = posted("anna", WRONG);
        int withoutWork = server.stretched.get() - start - knownWork;
        server.address = "198.51.100.2";
        var unknown = posted("zorro", WRONG);
        int unknownWork = server.stretched.get() - start - knownWork - withoutWork;
        assertThat(List.of(without, unknown), is(List.of(known, known)));
        assertThat(List.of(withoutWork, unknownWork), is(List.of(knownWork, knownWork)));
        assertThat(knownWork, is(1));
        // and the waits are the same
        for (String member : List.of("bert", "anna", "zorro")) {
            server.address = "192.0.2." + member.length() + member.charAt(0) % 10;
            for (int i = 0; i < 5; i++) {
                assertThat(posted(member, WRONG + i), is(known));
            }
            assertThat(posted(member, WRONG), is(not(known)));
        }
    }

    // row: AS-20
    @Test
    void noNameOfAMemberIsShownBeforeOneSignedIn() {
        server.store.members().add("anna");
        assertThat(flow.begin().body(), not(containsString("anna")));
    }

    @Test
    void aMemberSignsInByNameInWhateverCase() {
        server.store.members().add("anna");
        server.passphrase("anna");
        flow.begin();
        var consent = flow.browser.press(Decision.SIGN_IN, SignInPage.MEMBER, " Anna ", SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE);
        assertThat(consent.body(), containsString("anna"));
        String access = flow.redeem(flow.browser.press(Decision.ALLOW).parameter("code").orElseThrow()).get("access_token");
        assertThat(((Verdict.Accepted) server.judge(access)).caller().name(), startsWith("anna/"));
    }

    // row: SEC-28
    @Test
    void aMemberDoesNotSignInWithAnothersPassphrase() {
        server.store.members().add("anna");
        flow.begin();
        assertThat(flow.browser.press(Decision.SIGN_IN, SignInPage.MEMBER, "anna", SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE).body(),
                containsString("is not right"));
    }

    // row: SEC-28
    @Test
    void whereNoPassphraseIsSetNoneIsTaken() {
        try (var fresh = new TestAuthorizationServer(directory.resolve("fresh"))) {
            var asked = new TestFlow(fresh, fresh.registered());
            assertThat(asked.begin().body(), not(containsString("type=\"password\"")));
            for (String guess : List.of("", " ", "null", TestAuthorizationServer.PASSPHRASE)) {
                assertThat(asked.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, guess).body(), not(containsString("value=\"allow\"")));
            }
            assertThat(fresh.happened(), not(hasItem("signed in")));
        }
    }

    // row: AS-21
    @Test
    void everyAnswerToThePostOfAPassphraseIs303() {
        flow.begin();
        assertThat(flow.browser.post(Decision.SIGN_IN, SignInPage.PASSPHRASE, WRONG).status(), is(303));
        assertThat(flow.browser.post(Decision.SIGN_IN, SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE).status(), is(303));
        flow.browser.open(flow.browser.requestAddress());
        assertThat(flow.browser.post(Decision.ALLOW).location(), startsWith(TestAuthorizationServer.CALLBACK));
    }

    // row: SEC-26
    @Test
    void aPassphraseThatWasTypedIntoTheWrongFieldIsWrittenDownNowhere() {
        flow.begin();
        flow.browser.press(Decision.SIGN_IN, SignInPage.MEMBER, TestAuthorizationServer.PASSPHRASE, SignInPage.PASSPHRASE, "x");
        assertThat(server.audit().toString(), not(containsString(TestAuthorizationServer.PASSPHRASE)));
        assertThat(server.audit().getLast().member(), is(Optional.of("unknown")));
    }

    // row: AS-15
    @Test
    void aPassphraseThatIsChangedWhileItIsComparedSignsNobodyIn() {
        flow.begin();
        server.meanwhile.set(() -> server.passphrase("owner", OTHER, 1_000));
        assertThat(flow.browser.signIn().body(), containsString("The passphrase is not right."));
        assertThat(server.happened(), not(hasItem("signed in")));
        assertThat(flow.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, OTHER).body(), containsString("value=\"allow\""));
    }

    // row: AS-15
    @Test
    void nobodySignsInWithThePassphraseOfAMemberWhoWasRemovedMeanwhile() {
        for (boolean another : List.of(false, true)) {
            server.store.members().add("anna");
            server.passphrase("anna");
            flow.begin();
            server.meanwhile.set(() -> {
                server.store.members().remove("anna");
                if (another) {
                    server.store.members().add("anna");
                    server.passphrase("anna", OTHER, 1_000);
                }
            });
            flow.browser.press(Decision.SIGN_IN, SignInPage.MEMBER, "anna", SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE);
            assertThat(server.happened(), not(hasItem("signed in")));
        }
    }

    // row: AS-15
    @Test
    void aHashThatIsMadeAnewDoesNotReplaceAPassphraseThatWasChangedMeanwhile() {
        server.passphrase("owner", TestAuthorizationServer.PASSPHRASE, 500);
        flow.begin();
        server.meanwhile.set(() -> server.passphrase("owner", OTHER, 1_000));
        assertThat(flow.browser.signIn().body(), not(containsString("value=\"allow\"")));
        assertThat(flow.browser.signIn().body(), containsString("The passphrase is not right."));
        assertThat(flow.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, OTHER).body(), containsString("value=\"allow\""));
    }

    @Test
    void aHashOfLessWorkIsMadeAnewByASignIn() {
        server.passphrase("owner", TestAuthorizationServer.PASSPHRASE, 500);
        flow.begin();
        assertThat(flow.browser.signIn().body(), containsString("value=\"allow\""));
        assertThat(server.store.members().passphrase("owner").orElseThrow(), containsString("i=1000,"));
    }

    private String posted(String member, String passphrase) {
        var answer = flow.browser.post(Decision.SIGN_IN, SignInPage.MEMBER, member, SignInPage.PASSPHRASE, passphrase);
        return answer.status() + " " + answer.header("Location") + " " + answer.all("Set-Cookie") + " " + answer.body();
    }
}
