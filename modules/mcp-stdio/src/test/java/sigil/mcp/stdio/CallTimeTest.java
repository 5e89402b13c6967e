package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallTimeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aCallIsOverAfterItsTimeAndShouldReturnSomewhatBefore() {
        CallTime time = new CallTime(MINUTE);
        assertThat(time.over(System.nanoTime()), is(false));
        assertThat(time.over(in(61)), is(true));
        assertThat(time.deadline(), is(lessThan(Instant.now().plusSeconds(55))));
        assertThat(time.deadline(), is(greaterThan(Instant.now().plusSeconds(30))));
    }

    @Test
    void aCallWithoutAnEndIsNeverOver() {
        CallTime time = new CallTime();
        time.waiting(MINUTE);
        time.working();
        assertThat(time.over(in(1_000_000)), is(false));
        assertThat(time.deadline(), is(Instant.MAX));
    }

    @Test
    void timeStandsStillWhileTheCallWaitsForItsClient() {
        CallTime time = new CallTime(MINUTE);
        time.waiting(Duration.ofMinutes(10));
        assertThat(time.over(in(599)), is(false));
        assertThat(time.deadline(), is(greaterThan(Instant.now().plusSeconds(500))));
        time.working();
        assertThat(time.over(in(50)), is(false));
        assertThat(time.over(in(61)), is(true));
    }

    @Test
    void aClientThatLetsItWaitTooLongEndsItLaterThanTheWaitItself() {
        CallTime time = new CallTime(MINUTE);
        time.waiting(Duration.ofMinutes(10));
        assertThat(time.over(in(600)), is(false));
        assertThat(time.over(in(602)), is(true));
    }

    @Test
    void aCallThatWaitsTwiceAtOnceWorksAgainWhenBothAreDone() {
        CallTime time = new CallTime(MINUTE);
        time.waiting(Duration.ofMinutes(10));
        time.waiting(Duration.ofMinutes(5));
        time.working();
        assertThat(time.over(in(500)), is(false));
        time.working();
        assertThat(time.over(in(61)), is(true));
    }

    private static long in(long seconds) {
        return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }
}
