package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FetchBudgetTest {
    private final SettableClock clock = new SettableClock("2026-11-26T12:00:00Z");

    // row: CI-13
    @Test
    void aHostIsAskedOnlySoOftenWithinAMinuteAndOthersDoNotSuffer() {
        var budget = new FetchBudget(3, 10, clock);
        for (int i = 0; i < 3; i++) {
            assertThat(budget.take("client.example"), is(Optional.empty()));
            budget.giveBack();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(budget.take("client.example").orElse("taken"), containsString("client.example was asked for a document 3 times within a minute"));
        assertThat(budget.take("other.example"), is(Optional.empty()));
        // the first of the three is a minute old
        clock.advance(Duration.ofSeconds(30));
        assertThat(budget.take("client.example"), is(Optional.empty()));
        assertThat(budget.take("client.example").isPresent(), is(true));
    }

    // row: CI-13
    @Test
    void onlySoManyFetchesRunAtOnceAndAnEndedOneMakesRoom() {
        var budget = new FetchBudget(10, 2, clock);
        assertThat(budget.take("a.example"), is(Optional.empty()));
        assertThat(budget.take("b.example"), is(Optional.empty()));
        assertThat(budget.take("c.example").orElse("taken"), containsString("as many documents"));
        budget.giveBack();
        assertThat(budget.take("c.example"), is(Optional.empty()));
    }

    @Test
    void aRefusalTakesNoRoomAndDoesNotCount() {
        var budget = new FetchBudget(1, 1, clock);
        assertThat(budget.take("a.example"), is(Optional.empty()));
        budget.giveBack();
        for (int i = 0; i < 5; i++) {
            assertThat(budget.take("a.example").isPresent(), is(true));
        }
        assertThat(budget.take("b.example"), is(Optional.empty()));
        budget.giveBack();
        clock.advance(Duration.ofMinutes(1));
        assertThat(budget.take("a.example"), is(Optional.empty()));
    }
}
