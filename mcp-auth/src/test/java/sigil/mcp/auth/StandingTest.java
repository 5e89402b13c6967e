package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Scope;

/** How long an acceptance stands without being asked for again: not one request longer than the token is good. */
class StandingTest {
    private final SettableClock clock = new SettableClock("2026-11-22T10:00:00Z");
    @TempDir
    private Path directory;
    private AuthStore store;
    private AccessTokens tokens;
    private BearerTokenProvider provider;

    @BeforeEach
    void open() {
        store = AuthStore.open(directory.resolve("state"), clock);
        tokens = store.tokens();
        provider = new BearerTokenProvider(tokens);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAcceptanceStandsWhileNothingChanges() {
        settle();
        BooleanSupplier stands = accepted(create("chatgpt"));
        assertThat(IntStream.range(0, 100).mapToObj(i -> stands.getAsBoolean()).toList(), everyItem(is(true)));
    }

    @Test
    void aRevocationByThisStoreEndsIt() {
        BooleanSupplier stands = settled(create("chatgpt"));
        tokens.revoke("chatgpt");
        assertThat(stands.getAsBoolean(), is(false));
    }

    // row: RS-05
    @Test
    void aRevocationByAnotherConnectionEndsIt() {
        try (var other = AuthStore.open(directory.resolve("state"), clock)) {
            var cli = other.tokens();
            for (int round = 0; round < 50; round++) {
                String text = cli.create("round" + round, Scope.READ, Optional.empty()).text().reveal();
                BooleanSupplier stands = settled(text);
                cli.revoke("round" + round);
                assertThat(stands.getAsBoolean(), is(false));
                assertThat(tokens.judge(text), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
            }
        }
    }

    @Test
    void itEndsForAllOnceItEnded() {
        BooleanSupplier stands = settled(create("chatgpt"));
        try (var other = AuthStore.open(directory.resolve("state"), clock)) {
            var cli = other.tokens();
            cli.revoke("chatgpt");
        }
        assertThat(IntStream.range(0, 20).mapToObj(i -> stands.getAsBoolean()).toList(), everyItem(is(false)));
    }

    // row: RS-05
    @Test
    void itEndsAtTheSecondAtWhichTheTokenExpires() {
        BooleanSupplier stands = settled(tokens.create("visitor", Scope.READ, Optional.of(Duration.ofHours(1))).text().reveal());
        clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(stands.getAsBoolean(), is(true));
        clock.advance(Duration.ofSeconds(1));
        assertThat(stands.getAsBoolean(), is(false));
    }

    @Test
    void itEndsWithAStoreThatCannotBeRead() {
        BooleanSupplier stands = settled(create("chatgpt"));
        store.close();
        assertThat(stands.getAsBoolean(), is(false));
    }

    @Test
    void aConnectionThatNeverLookedTrustsNothing() {
        BooleanSupplier stands = settled(create("chatgpt"));
        store.connections().lend(held -> {
            // the other one is lent, so that this opens a connection
            assertThat(stands.getAsBoolean(), is(false));
            return true;
        });
    }

    @Test
    void noThreadTrustsARevokedTokenHoweverManyAsk() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); var second = AuthStore.open(directory.resolve("state"), clock)) {
            var cli = second.tokens();
            // others ask all the time, so that each connection learns of a change at another moment
            String other = create("other");
            List<Future<Boolean>> noise = IntStream.range(0, 3).mapToObj(i -> threads.submit(asking(other, over))).toList();
            try {
                for (int round = 0; round < 40; round++) {
                    String text = cli.create("round" + round, Scope.READ, Optional.empty()).text().reveal();
                    BooleanSupplier stands = accepted(text);
                    cli.revoke("round" + round);
                    List<Callable<Boolean>> asked = IntStream.range(0, 4).<Callable<Boolean>>mapToObj(i -> stands::getAsBoolean).toList();
                    assertThat(threads.invokeAll(asked).stream().map(Future::resultNow).toList(), everyItem(is(false)));
                }
            } finally {
                over.set(true);
            }
            for (Future<Boolean> good : noise) {
                assertThat(good.get(), is(true));
            }
        }
    }

    @Test
    void whoLooksAtMoreThanTheTokenVouchesForOneRequestOnly() {
        var user = Requests.plain().to(new LocalOnlyProvider()).user().orElseThrow();
        assertThat(user.publicCredential(BooleanSupplier.class), is(Optional.empty()));
    }

    private Callable<Boolean> asking(String text, AtomicBoolean over) {
        return () -> {
            boolean right = true;
            while (!over.get()) {
                BooleanSupplier stands = accepted(text);
                for (int i = 0; i < 10; i++) {
                    stands.getAsBoolean();
                }
                Thread.sleep(1);
                right &= tokens.judge(text) instanceof Verdict.Accepted;
            }
            return right;
        };
    }

    private BooleanSupplier accepted(String text) {
        var response = Requests.with("Authorization", "Bearer " + text).to(provider);
        assertThat(tokens.judge(text), is(instanceOf(Verdict.Accepted.class)));
        return response.user().orElseThrow().publicCredential(BooleanSupplier.class).orElseThrow();
    }

    /** An acceptance that stands: one thread uses one connection, which has looked. */
    private BooleanSupplier settled(String text) {
        settle();
        BooleanSupplier stands = accepted(text);
        assertThat(stands.getAsBoolean(), is(true));
        return stands;
    }

    private void settle() {
        store.connections().version();
    }

    private String create(String name) {
        return tokens.create(name, Scope.READ, Optional.empty()).text().reveal();
    }
}
