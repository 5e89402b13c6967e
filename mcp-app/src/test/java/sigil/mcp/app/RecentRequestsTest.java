package sigil.mcp.app;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import sigil.mcp.http.Outcome;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What there was in the last minutes. */
class RecentRequestsTest {
    private final AtomicLong minute = new AtomicLong(1_000);
    private final RecentRequests recent = new RecentRequests(minute::get);

    private void ask(int status, boolean failed) {
        recent.add(RecentErrorsTest.answered("id", status, Outcome.ANSWERED, "", true), failed);
    }

    @Test
    void requestsAreCountedByWhatCameOfThem() {
        ask(200, false);
        ask(401, false);
        ask(404, false);
        ask(500, true);
        ask(499, false);
        assertThat(recent.totals(), is(new RecentRequests.Totals(5, 5, 2, 1)));
    }

    @Test
    void whatIsLongerAgoIsForgottenMinuteByMinute() {
        ask(200, false);
        minute.addAndGet(1);
        ask(200, false);
        minute.addAndGet(RecentRequests.MINUTES - 2);
        assertThat(recent.totals().requests(), is(2L));
        minute.addAndGet(1);
        assertThat(recent.totals().requests(), is(1L));
        minute.addAndGet(1);
        assertThat(recent.totals().requests(), is(0L));
    }

    @Test
    void aMinuteThatTakesThePlaceOfAnOlderOneBeginsWithNothing() {
        ask(200, false);
        minute.addAndGet(RecentRequests.MINUTES);
        ask(200, false);
        assertThat(recent.totals().requests(), is(1L));
    }
}
