package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sigil.mcp.auth.Throttle.Decision;
import sigil.mcp.auth.Throttle.Key;

class ThrottleTest {
    private static final Limit FEW = new Limit.Backoff("test", 2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1));
    private static final Limit OTHER = new Limit.Backoff("another test", 2, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1));
    private static final Limit CEILING = new Limit.Rate("all", 5, Duration.ofMinutes(1));
    private static final Decision GO = new Decision.Go();

    private final SettableClock clock = new SettableClock("2026-11-22T10:00:00Z");
    private final Throttle throttle = new Throttle(clock, 100);

    @Test
    void aTryCountsFromTheMomentItIsLetThrough() {
        Key anna = new Key(FEW, "anna");
        assertThat(List.of(throttle.check(anna), throttle.check(anna), throttle.check(anna)),
                is(List.of(GO, GO, new Decision.Wait(Duration.ofSeconds(1)))));
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.check(anna), is(GO));
        assertThat(throttle.check(anna), is(new Decision.Wait(Duration.ofSeconds(2))));
    }

    @Test
    void aTryThatIsToldToWaitMakesNobodyWaitLonger() {
        Key anna = new Key(FEW, "anna");
        throttle.check(anna);
        throttle.check(anna);
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.check(anna), is(new Decision.Wait(Duration.ofSeconds(1))));
        }
    }

    @Test
    void subjectsAndLimitsAreCountedApart() {
        for (int i = 0; i < 2; i++) {
            assertThat(throttle.check(new Key(FEW, "anna")), is(GO));
        }
        assertThat(throttle.check(new Key(FEW, "berta")), is(GO));
        assertThat(throttle.check(new Key(OTHER, "anna")), is(GO));
        assertThat(throttle.check(new Key(FEW, "anna")), is(instanceOf(Decision.Wait.class)));
    }

    @Test
    void theLongestWaitCountsAndTheOtherKeysAreLeftAlone() {
        Key tired = new Key(FEW, "tired");
        Key fresh = new Key(OTHER, "fresh");
        Key ceiling = new Key(CEILING, "");
        for (int i = 0; i < 2; i++) {
            throttle.check(tired);
        }
        clock.advance(Duration.ofSeconds(1));
        throttle.check(tired);
        for (int i = 0; i < 10; i++) {
            assertThat(throttle.check(fresh, tired, ceiling), is(new Decision.Wait(Duration.ofSeconds(2))));
        }
        assertThat(IntStream.range(0, 5).mapToObj(_ -> throttle.check(ceiling)).distinct().toList(), is(List.of(GO)));
        assertThat(IntStream.range(0, 2).mapToObj(_ -> throttle.check(fresh)).distinct().toList(), is(List.of(GO)));
    }

    @Test
    void aSuccessClearsWhatWasCounted() {
        Key anna = new Key(FEW, "anna");
        Key ceiling = new Key(CEILING, "");
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.check(anna, ceiling), is(GO));
            throttle.succeeded(anna, ceiling);
        }
        assertThat(throttle.remembered(), is(0));
    }

    @Test
    void aWithdrawnTryIsNone() {
        Key anna = new Key(FEW, "anna");
        Key ceiling = new Key(CEILING, "");
        throttle.check(anna, ceiling);
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.check(anna, ceiling), is(GO));
            throttle.withdrawn(anna, ceiling);
        }
        throttle.check(anna, ceiling);
        assertThat(throttle.check(anna), is(instanceOf(Decision.Wait.class)));
        throttle.withdrawn(new Key(FEW, "nobody"));
        throttle.succeeded(new Key(FEW, "nobody"));
    }

    @Test
    void manyTriesAtTheSameMomentAreLetThroughNoOftenerThanOneAfterTheOther() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Decision> attempt = () -> throttle.check(new Key(FEW, "anna"));
            List<Callable<Decision>> tries = Collections.nCopies(1_000, attempt);
            assertThat(threads.invokeAll(tries).stream().filter(decision -> decision.resultNow().equals(GO)).count(), is(2L));
        }
    }

    // row: SEC-28
    @Test
    void theMemoryIsBoundedAndALongNameTakesNoMoreOfIt() {
        for (int i = 0; i < 10_000; i++) {
            throttle.check(new Key(FEW, "subject" + i));
            assertThat(throttle.remembered(), is(lessThanOrEqualTo(100)));
        }
        assertThat(new Key(FEW, "x".repeat(1 << 20)).subject().length(), is(64));
        assertThat(new Key(FEW, "x".repeat(65)), is(new Key(FEW, "x".repeat(65))));
    }

    // row: SEC-28
    @Test
    void nobodyGetsHisFailuresForgottenByTryingUnderManyNames() {
        Key attacker = new Key(FEW, "attacker");
        throttle.check(attacker);
        throttle.check(attacker);
        for (int i = 0; i < 100_000; i++) {
            throttle.check(new Key(FEW, "throwaway" + i));
        }
        assertThat(throttle.check(attacker), is(instanceOf(Decision.Wait.class)));
    }

    @Test
    void ofEquallyManyFailuresTheOldestAreForgottenFirst() {
        for (int i = 0; i < 100; i++) {
            throttle.check(new Key(FEW, "subject" + i));
            throttle.check(new Key(FEW, "subject" + i));
            clock.advance(Duration.ofMillis(1));
        }
        throttle.check(new Key(FEW, "newcomer"));
        assertThat(throttle.check(new Key(FEW, "subject99")), is(instanceOf(Decision.Wait.class)));
        assertThat(throttle.check(new Key(FEW, "subject13")), is(instanceOf(Decision.Wait.class)));
        assertThat(throttle.check(new Key(FEW, "subject12")), is(GO));
    }

    @Test
    void whatIsOverIsForgottenBeforeAnythingElse() {
        for (int i = 0; i < 99; i++) {
            throttle.check(new Key(FEW, "yesterday" + i));
        }
        clock.advance(Duration.ofDays(1));
        throttle.check(new Key(FEW, "today"));
        throttle.check(new Key(FEW, "newcomer"));
        assertThat(throttle.remembered(), is(2));
    }

    // row: AS-20
    @Test
    void aThousandRegistrationsInAMinuteAreReducedToWhatTheLimitsSay() {
        Limit perAddress = new Limit.Rate("registrations of an address", 10, Duration.ofMinutes(1));
        Limit all = new Limit.Rate("registrations", 30, Duration.ofMinutes(1));
        int registered = 0;
        for (int i = 0; i < 1_000; i++) {
            registered += throttle.check(new Key(perAddress, "192.0.2." + i % 50), new Key(all, "")).equals(GO) ? 1 : 0;
            clock.advance(Duration.ofMillis(60));
        }
        assertThat(registered, is(30));
    }

    // row: AS-20
    @Test
    void aClientThatSendsWrongSecretsIsSlowedAndOneThatSendsRightOnesIsNot() {
        Limit secrets = new Limit.Backoff("secrets of a client", 10, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1));
        int wrong = 0;
        for (int second = 0; second < 600; second++) {
            assertThat(throttle.check(new Key(secrets, "good")), is(GO));
            throttle.succeeded(new Key(secrets, "good"));
            wrong += throttle.check(new Key(secrets, "bad")).equals(GO) ? 1 : 0;
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(wrong, is(19));
    }
}
