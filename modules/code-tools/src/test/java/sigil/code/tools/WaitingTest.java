package sigil.code.tools;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

class WaitingTest {

    /** The call has a minute. */
    @Test
    void aSearchEndsBeforeItsCallSoThatWhatItFoundIsTold() {
        Duration budget = Waiting.of(new ToolDesk.QuietCall(false)).budget();
        assertThat(budget, lessThan(Duration.ofSeconds(59)));
        assertThat(budget, greaterThan(Duration.ofSeconds(40)));
    }
}
