package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Limit BACKOFF = new Limit.Backoff("test", 5, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1));
    private static final Limit RATE = new Limit.Rate("test", 3, Duration.ofSeconds(10));

    // row: SEC-28
    @Test
    void fiveTriesAreFreeThenEachWaitsTwiceAsLongUpToAQuarterOfAnHour() {
        List<Long> seconds = new ArrayList<>();
        Optional<Limit.Trace> trace = Optional.empty();
        for (int i = 0; i < 20; i++) {
            trace = Optional.of(BACKOFF.tried(trace, 0));
            seconds.add(BACKOFF.wait(trace.get(), 0).toSeconds());
        }
        assertThat(seconds, is(List.of(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L, 900L, 900L, 900L)));
    }

    @Test
    void anyNumberOfFailuresWaitsNoLongerThanTheLongest() {
        for (long tries : new long[] {35, 36, 68, 69, 1_000, Long.MAX_VALUE}) {
            assertThat(BACKOFF.wait(new Limit.Trace(tries, 0), 0), is(Duration.ofMinutes(15)));
        }
    }

    @Test
    void aWaitPassesAndADayWithoutATryClearsAll() {
        var trace = new Limit.Trace(8, 1_000_000);
        assertThat(BACKOFF.wait(trace, 1_000_000), is(Duration.ofSeconds(8)));
        assertThat(BACKOFF.wait(trace, 1_007_999), is(Duration.ofMillis(1)));
        assertThat(BACKOFF.wait(trace, 1_008_000), is(Duration.ZERO));
        assertThat(BACKOFF.tried(Optional.of(trace), 1_008_000).tries(), is(9L));
        long nextDay = 1_000_000 + Duration.ofDays(1).toMillis();
        assertThat(BACKOFF.weight(trace, nextDay - 1), is(8L));
        assertThat(BACKOFF.weight(trace, nextDay), is(0L));
        assertThat(BACKOFF.tried(Optional.of(trace), nextDay).tries(), is(1L));
    }

    @Test
    void aSuccessClearsABackoffAndAWithdrawalTakesOneTryBack() {
        assertThat(BACKOFF.succeeded(new Limit.Trace(9, 0), 0), is(Optional.empty()));
        assertThat(BACKOFF.withdrawn(new Limit.Trace(9, 7), 100), is(Optional.of(new Limit.Trace(8, 7))));
        assertThat(BACKOFF.withdrawn(new Limit.Trace(1, 7), 100), is(Optional.empty()));
    }

    @Test
    void aRateAllowsItsBurstAndThenOneInEveryInterval() {
        Optional<Limit.Trace> trace = Optional.empty();
        List<Long> at = new ArrayList<>();
        for (long second = 0; second <= 60; second++) {
            while (trace.isEmpty() || RATE.wait(trace.get(), second * 1_000).isZero()) {
                trace = Optional.of(RATE.tried(trace, second * 1_000));
                at.add(second);
            }
        }
        assertThat(at, is(List.of(0L, 0L, 0L, 10L, 20L, 30L, 40L, 50L, 60L)));
    }

    @Test
    void aRateSaysHowLongToWaitAndForgetsWhatIsOver() {
        Limit.Trace full = RATE.tried(Optional.of(RATE.tried(Optional.of(RATE.tried(Optional.empty(), 0)), 0)), 0);
        assertThat(RATE.wait(full, 0), is(Duration.ofSeconds(10)));
        assertThat(RATE.wait(full, 9_999), is(Duration.ofMillis(1)));
        assertThat(RATE.wait(full, 10_000), is(Duration.ZERO));
        assertThat(List.of(RATE.weight(full, 0), RATE.weight(full, 1), RATE.weight(full, 20_000), RATE.weight(full, 30_000)), is(List.of(3L, 3L, 1L, 0L)));
        assertThat(RATE.succeeded(full, 0).map(left -> RATE.wait(left, 0)), is(Optional.of(Duration.ZERO)));
        assertThat(RATE.withdrawn(RATE.tried(Optional.empty(), 0), 0), is(Optional.empty()));
    }

    @Test
    void aClockThatIsSetBackMakesNoWaitLonger() {
        long now = Duration.ofDays(400).toMillis();
        var failed = new Limit.Trace(8, now);
        assertThat(BACKOFF.wait(failed, 0), is(Duration.ofSeconds(8)));
        Limit.Trace full = RATE.tried(Optional.of(RATE.tried(Optional.of(RATE.tried(Optional.empty(), now)), now)), now);
        assertThat(RATE.wait(full, 0), is(Duration.ofSeconds(10)));
        assertThat(RATE.weight(full, 0), is(3L));
    }

    @Test
    void figuresThatMeanNothingAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new Limit.Backoff("test", 0, second, second, second));
        assertThrows(IllegalArgumentException.class, () -> new Limit.Backoff("test", 1, Duration.ZERO, second, second));
        assertThrows(IllegalArgumentException.class, () -> new Limit.Backoff("test", 1, second, Duration.ofMillis(1), second));
        assertThrows(IllegalArgumentException.class, () -> new Limit.Backoff("test", 1, second, second.multipliedBy(2), second));
        assertThrows(IllegalArgumentException.class, () -> new Limit.Rate("test", 0, second));
        assertThrows(IllegalArgumentException.class, () -> new Limit.Rate("test", 1, Duration.ZERO));
    }
}
