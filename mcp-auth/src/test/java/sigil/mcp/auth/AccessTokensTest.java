package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

class AccessTokensTest {
    private static final Verdict UNKNOWN = new Verdict.Refused(Verdict.Reason.UNKNOWN);
    private static final Verdict EXPIRED = new Verdict.Refused(Verdict.Reason.EXPIRED);
    private static final Verdict REVOKED = new Verdict.Refused(Verdict.Reason.REVOKED);

    private final SettableClock clock = new SettableClock("2026-11-22T10:00:00.750Z");
    @TempDir
    private Path directory;
    private AuthStore store;
    private AccessTokens tokens;

    @BeforeEach
    void open() {
        store = AuthStore.open(directory.resolve("state"), clock);
        tokens = store.tokens();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTokenIsAPrefixAnd43CharactersOfBase64url() {
        assertThat(create("chatgpt"), matchesPattern("sigil_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void noTwoTokensAreAlike() {
        assertThat(create("one"), is(not(create("two"))));
    }

    // row: RS-10
    @ParameterizedTest
    @ValueSource(strings = {"sigil_at_", "sigil_rt_", "sigil_ac_", "sigil_cs_", "sigil_dc_", "ghp_", ""})
    void aSecretOfAnotherKindOrOfAnotherServerIsUnknown(String prefix) {
        assertThat(tokens.judge(prefix + create("chatgpt").substring("sigil_".length())), is(UNKNOWN));
    }

    @Test
    void aTokenIsAcceptedAsACallerOfItsNameAndScope() {
        assertThat(tokens.judge(create("chatgpt")), is(accepted("chatgpt", Scope.READ)));
        String writer = tokens.create("editor", Scope.WRITE, Optional.empty()).text().reveal();
        assertThat(tokens.judge(writer), is(accepted("editor", Scope.WRITE)));
    }

    @Test
    void aTokenWithOneCharacterChangedIsUnknown() {
        String text = create("chatgpt");
        char third = text.charAt(9);
        String changed = text.substring(0, 9) + (third == 'A' ? 'B' : 'A') + text.substring(10);
        assertThat(tokens.judge(changed), is(UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sigil_", "SIGIL_", "sigil_short", "' or 1=1 --", "sigil_%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%"})
    void whatHasNotTheFormOfATokenIsUnknown(String presented) {
        assertThat(tokens.judge(presented), is(UNKNOWN));
    }

    @Test
    void anOverlongTokenIsUnknownWithoutBeingHashed() {
        String text = create("chatgpt");
        assertThat(TokenText.parse(Secret.PERSONAL, text).isPresent(), is(true));
        assertThat(TokenText.parse(Secret.PERSONAL, text + "A").isPresent(), is(false));
        assertThat(tokens.judge(text + "A".repeat(1 << 20)), is(UNKNOWN));
    }

    // row: RS-05
    @Test
    void aTokenExpiresAtItsSecondAndNotBefore() {
        String text = tokens.create("visitor", Scope.READ, Optional.of(Duration.ofHours(1))).text().reveal();
        clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(tokens.judge(text), is(accepted("visitor", Scope.READ, Optional.of(Instant.parse("2026-11-22T11:00:00Z")))));
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.judge(text), is(EXPIRED));
    }

    @Test
    void aTokenWithoutALifetimeOutlivesDecades() {
        String text = create("chatgpt");
        clock.advance(Duration.ofDays(20_000));
        assertThat(tokens.judge(text), is(accepted("chatgpt", Scope.READ)));
    }

    // row: RS-05
    @Test
    void aRevokedTokenIsRefusedByTheNextCall() {
        String text = create("chatgpt");
        assertThat(tokens.revoke("chatgpt"), is(true));
        assertThat(tokens.judge(text), is(REVOKED));
    }

    @Test
    void aTokenCanBeRevokedByItsNumber() {
        IssuedToken issued = tokens.create("chatgpt", Scope.READ, Optional.empty());
        String other = create("other");
        assertThat(tokens.revoke(issued.token().id()), is(true));
        assertThat(tokens.judge(issued.text().reveal()), is(REVOKED));
        assertThat(tokens.judge(other), is(accepted("other", Scope.READ)));
    }

    @Test
    void revokingWhatIsNotThereOrNoLongerLiveSaysSo() {
        create("chatgpt");
        assertThat(tokens.revoke("claude"), is(false));
        assertThat(tokens.revoke(4711), is(false));
        assertThat(tokens.revoke("chatgpt"), is(true));
        assertThat(tokens.revoke("chatgpt"), is(false));
    }

    @Test
    void theListHasEveryTokenAndWhatBecameOfItInWholeSeconds() {
        create("chatgpt");
        tokens.create("visitor", Scope.WRITE, Optional.of(Duration.ofMillis(90_999)));
        clock.advance(Duration.ofMinutes(1));
        tokens.revoke("chatgpt");
        Instant made = Instant.parse("2026-11-22T10:00:00Z");
        assertThat(tokens.list(), contains(
                new AccessToken(1, "chatgpt", Scope.READ, made, Optional.empty(), Optional.of(made.plusSeconds(60))),
                new AccessToken(2, "visitor", Scope.WRITE, made, Optional.of(made.plusSeconds(90)), Optional.empty())));
    }

    @Test
    void aNameIsFreeAgainOnceItsTokenIsRevokedOrExpired() {
        create("chatgpt");
        var taken = assertThrows(IllegalArgumentException.class, () -> create("chatgpt"));
        assertThat(taken.getMessage(), is("A live token is already named chatgpt; revoke it first or choose another name."));
        tokens.revoke("chatgpt");
        tokens.create("chatgpt", Scope.READ, Optional.of(Duration.ofSeconds(5)));
        assertThrows(IllegalArgumentException.class, () -> create("chatgpt"));
        clock.advance(Duration.ofSeconds(5));
        String third = create("chatgpt");
        assertThat(tokens.judge(third), is(accepted("chatgpt", Scope.READ)));
        assertThat(tokens.list().stream().map(AccessToken::id).toList(), contains(1L, 2L, 3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "tab\t", "zero\u200bwidth", "right\u202eleft", "42", "sigil_x",
            "a234567890123456789012345678901234567890123456789012345678901234x"})
    void aNameThatCouldMisleadIsRefusedAndNothingIsKept(String name) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> create(name));
        assertThat(refusal.getMessage(), containsString("name of a token"));
        assertThat(tokens.list(), is(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "chatgpt", "claude-desktop", "büro/läptop#2", "電脳", "a23456789012345678901234567890123456789012345678901234567890123x"})
    void aNameOfVisibleCharactersIsKeptAsItIs(String name) {
        create(name);
        assertThat(tokens.list().getFirst().name(), is(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "P36501D", "PT2562047788015215H"})
    void aLifetimeOutOfRangeIsRefused(String lifetime) {
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> tokens.create("chatgpt", Scope.READ, Optional.of(Duration.parse(lifetime))));
        assertThat(refusal.getMessage(), containsString("between 1 second and 36500 days"));
    }

    @Test
    void tokensSurviveAReopening() {
        String text = create("chatgpt");
        store.close();
        store = AuthStore.open(directory.resolve("state"), clock);
        tokens = store.tokens();
        assertThat(tokens.judge(text), is(accepted("chatgpt", Scope.READ)));
    }

    @Test
    void aSecondStoreOnTheSameFileSeesRevocationAndCreationAtOnce() {
        try (var other = AuthStore.open(directory.resolve("state"), clock)) {
            var cli = other.tokens();
            for (int round = 0; round < 20; round++) {
                String text = cli.create("round" + round, Scope.READ, Optional.empty()).text().reveal();
                assertThat(tokens.judge(text), is(accepted("round" + round, Scope.READ)));
                cli.revoke("round" + round);
                assertThat(tokens.judge(text), is(REVOKED));
            }
        }
    }

    @Test
    void twoHundredThreadsAuthenticateWhileAnotherStoreWrites() throws Exception {
        List<String> texts = IntStream.range(0, 10).mapToObj(i -> create("client" + i)).toList();
        List<Callable<Boolean>> work = IntStream.range(0, 200).<Callable<Boolean>>mapToObj(i -> () -> {
            boolean right = true;
            for (int turn = 0; turn < 20; turn++) {
                right &= tokens.judge(texts.get((i + turn) % 10)) instanceof Verdict.Accepted(var caller, _, _)
                        && caller.name().equals("client" + (i + turn) % 10);
            }
            return right;
        }).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); var other = AuthStore.open(directory.resolve("state"), clock)) {
            var cli = other.tokens();
            List<Future<Boolean>> answers = work.stream().map(threads::submit).toList();
            int written = 0;
            do {
                cli.create("other" + written++, Scope.READ, Optional.empty());
            } while (!answers.stream().allMatch(Future::isDone));
            assertThat(answers.stream().map(Future::resultNow).toList(), everyItem(is(true)));
            assertThat(written, is(greaterThan(0)));
        }
    }

    @Test
    void oneNameIsGivenOnceHoweverManyAskForIt() throws Exception {
        List<Callable<Boolean>> work = IntStream.range(0, 16).<Callable<Boolean>>mapToObj(i -> () -> {
            try {
                create("wanted");
                return true;
            } catch (IllegalArgumentException taken) {
                return false;
            }
        }).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long winners = threads.invokeAll(work).stream().filter(Future::resultNow).count();
            assertThat(winners, is(1L));
        }
    }

    @Test
    void aClosedStoreSaysThatItIsClosed() {
        String text = create("chatgpt");
        store.close();
        var refusal = assertThrows(AuthStoreException.class, () -> tokens.judge(text));
        assertThat(refusal.getMessage(), is("The token store is closed."));
    }

    private String create(String name) {
        return tokens.create(name, Scope.READ, Optional.empty()).text().reveal();
    }

    private static Matcher<Verdict> accepted(String name, Scope scope) {
        return accepted(name, scope, Optional.empty());
    }

    private static Matcher<Verdict> accepted(String name, Scope scope, Optional<Instant> expires) {
        Caller caller = new Caller(name, Set.of(scope));
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Verdict verdict) {
                return verdict instanceof Verdict.Accepted accepted && accepted.caller().equals(caller) && accepted.expires().equals(expires);
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("accepted as " + caller + " until " + expires);
            }
        };
    }
}
