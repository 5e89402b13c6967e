package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamProbeTest {
    private static final Duration GAP = Duration.ofMillis(200);
    private static final Duration END = Duration.ofMillis(2_250);

    @Test
    void eventsThatComeOneByOneFlow() {
        StreamProbe probe = new StreamProbe(every(200, 12), END, GAP);
        assertThat(probe.flows(), is(true));
        assertThat(probe.line(), containsString("came in 12 pieces; longest wait 200 ms"));
    }

    @Test
    void eventsThatComeTogetherAtTheEndAreHeldBack() {
        StreamProbe probe = new StreamProbe(List.of(Duration.ofMillis(2_210), Duration.ofMillis(2_212)), END, GAP);
        assertThat(probe.flows(), is(false));
        assertThat(probe.line(), containsString("came in 1 piece; longest wait 2.2 s"));
    }

    @Test
    void eventsThatComeInLumpsAreHeldBack() {
        assertThat(new StreamProbe(every(800, 3), END, GAP).flows(), is(false));
    }

    @Test
    void aStreamOfWhichNothingComesIsHeldBack() {
        assertThat(new StreamProbe(List.of(), END, GAP).flows(), is(false));
    }

    @Test
    void aFewEventsThatCatchUpDoNotMatter() {
        List<Duration> arrivals = IntStream.of(0, 200, 640, 641, 800, 1_000, 1_200, 1_400, 1_650, 1_800, 2_000, 2_200).mapToObj(Duration::ofMillis).toList();
        assertThat(new StreamProbe(arrivals, END, GAP).flows(), is(true));
    }

    private static List<Duration> every(int millis, int times) {
        return IntStream.range(0, times).mapToObj(i -> Duration.ofMillis((long) i * millis)).toList();
    }
}
