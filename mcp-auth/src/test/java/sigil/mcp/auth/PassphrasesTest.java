package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class PassphrasesTest {
    private static final char[] RIGHT = "four words are plenty".toCharArray();
    private static final char[] WRONG = "three words are not".toCharArray();
    private static final PassphraseCheck IS_RIGHT = new PassphraseCheck.Right(Optional.empty());
    private static final PassphraseCheck IS_WRONG = new PassphraseCheck.Wrong();

    @Test
    void thePassphraseOfTheMemberIsRightAndNoOther() {
        var passphrases = new Passphrases(100, 1, Pbkdf2::derive);
        Optional<PassphraseHash> kept = kept(passphrases);
        assertThat(passphrases.check(RIGHT, kept), is(IS_RIGHT));
        assertThat(passphrases.check(WRONG, kept), is(IS_WRONG));
        assertThat(passphrases.check(new char[0], kept), is(IS_WRONG));
        assertThat(passphrases.check("x".repeat(100_000).toCharArray(), kept), is(IS_WRONG));
    }

    @Test
    void whatIsTypedOnAnotherKeyboardIsTheSame() {
        var passphrases = new Passphrases(100, 1, Pbkdf2::derive);
        Optional<PassphraseHash> kept = Optional.of(passphrases.hash(Passphrase.chosen("Gr\u00fc\u00dfe aus Z\u00fcrich".toCharArray(), "anna")));
        assertThat(passphrases.check("Gru\u0308\u00dfe\u00a0aus Zu\u0308rich".toCharArray(), kept), is(IS_RIGHT));
    }

    // row: SEC-28
    @Test
    void aMemberWhoDoesNotExistCostsAsMuchAsOneWhoDoes() {
        List<Integer> spent = Collections.synchronizedList(new ArrayList<>());
        var passphrases = new Passphrases(100, 1, (characters, salt, iterations) -> {
            spent.add(iterations);
            return Pbkdf2.derive(characters, salt, iterations);
        });
        Optional<PassphraseHash> kept = kept(passphrases);
        spent.clear();
        assertThat(passphrases.check(WRONG, Optional.empty()), is(IS_WRONG));
        assertThat(passphrases.check(WRONG, kept), is(IS_WRONG));
        assertThat(spent, is(List.of(100, 100)));
    }

    @Test
    void aHashFromCheaperTimesIsRenewedWhenItsPassphraseIsTyped() {
        Optional<PassphraseHash> kept = kept(new Passphrases(100, 1, Pbkdf2::derive));
        var passphrases = new Passphrases(200, 1, Pbkdf2::derive);
        assertThat(passphrases.check(WRONG, kept), is(IS_WRONG));
        PassphraseHash renewed = ((PassphraseCheck.Right) passphrases.check(RIGHT, kept)).renewed().orElseThrow();
        assertThat(renewed.needsRehash(200), is(false));
        assertThat(passphrases.check(RIGHT, Optional.of(renewed)), is(IS_RIGHT));
    }

    // row: SEC-28
    @Test
    void aFloodRunsAFewAtATimeAndTheRestIsToldToWait() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(90);
        CountDownLatch goOn = new CountDownLatch(1);
        var passphrases = new Passphrases(1, 2, (characters, salt, iterations) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            awaited(goOn);
            running.decrementAndGet();
            return new byte[PassphraseHash.HASH_BYTES];
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PassphraseCheck>> flood = IntStream.range(0, 100).mapToObj(_ -> threads.submit(() -> {
                PassphraseCheck check = passphrases.check(WRONG, Optional.empty());
                if (check instanceof PassphraseCheck.Busy) {
                    refused.countDown();
                }
                return check;
            })).toList();
            // two run and eight wait; nobody else is kept
            awaited(refused);
            goOn.countDown();
            int wrong = 0;
            for (Future<PassphraseCheck> check : flood) {
                if (check.get() instanceof PassphraseCheck.Busy busy) {
                    assertThat(busy.time(), is(greaterThan(Duration.ZERO)));
                } else {
                    wrong++;
                }
            }
            assertThat(wrong, is(10));
            assertThat(most.get(), is(2));
        }
        assertThat("all places are free again", passphrases.check(WRONG, Optional.empty()), is(IS_WRONG));
    }

    @Test
    void whoIsInterruptedInTheQueueLeavesItsPlace() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        var passphrases = new Passphrases(1, 1, (characters, salt, iterations) -> {
            started.countDown();
            awaited(goOn);
            return new byte[PassphraseHash.HASH_BYTES];
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PassphraseCheck> first = threads.submit(() -> passphrases.check(WRONG, Optional.empty()));
            awaited(started);
            for (int i = 0; i < 20; i++) {
                List<PassphraseCheck> told = Collections.synchronizedList(new ArrayList<>());
                Thread second = Thread.ofVirtual().start(() -> told.add(passphrases.check(WRONG, Optional.empty())));
                second.interrupt();
                second.join();
                assertThat(told.getFirst(), is(instanceOf(PassphraseCheck.Busy.class)));
            }
            Future<PassphraseCheck> waiting = threads.submit(() -> passphrases.check(WRONG, Optional.empty()));
            goOn.countDown();
            assertThat(first.get(), is(IS_WRONG));
            assertThat(waiting.get(), is(IS_WRONG));
        }
    }

    @Test
    void aFaultInTheHashGivesItsPlaceBack() {
        AtomicInteger calls = new AtomicInteger();
        var passphrases = new Passphrases(1, 1, (characters, salt, iterations) -> {
            if (calls.incrementAndGet() <= 10) {
                throw new IllegalStateException("a fault");
            }
            return new byte[PassphraseHash.HASH_BYTES];
        });
        for (int i = 0; i < 10; i++) {
            try {
                passphrases.check(WRONG, Optional.empty());
            } catch (IllegalStateException e) {
                assertThat(e.getMessage(), is("a fault"));
            }
        }
        assertThat(passphrases.check(WRONG, Optional.empty()), is(IS_WRONG));
    }

    @Test
    void theCostIsMeasuredAndFarFromNothing(TestReporter reporter) {
        var passphrases = new Passphrases();
        Optional<PassphraseHash> kept = kept(passphrases);
        passphrases.check(RIGHT, kept);
        long start = System.nanoTime();
        assertThat(passphrases.check(RIGHT, kept), is(IS_RIGHT));
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        reporter.publishEntry("milliseconds for a passphrase", String.valueOf(milliseconds));
        // about 300 where it was measured
        assertThat(milliseconds, is(greaterThan(20L)));
        assertThat(milliseconds, is(lessThan(60_000L)));
    }

    private static Optional<PassphraseHash> kept(Passphrases passphrases) {
        return Optional.of(passphrases.hash(Passphrase.chosen(RIGHT, "anna")));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES), is(true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
