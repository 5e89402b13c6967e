package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    @Test
    void whatFollowsFromAFaultIsNotNamedBesideIt() {
        List<Observation> explained = Explanations.apply(List.of(failed(Hop.ORIGIN, Fault.ORIGIN_DOWN), failed(Hop.PUBLIC, Fault.TUNNEL_WRONG_PORT)));
        assertThat(new Diagnosis("", Optional.empty(), explained, Duration.ZERO).faults(), is(List.of(Fault.ORIGIN_DOWN)));
        assertThat(explained.getLast().verdict(), instanceOf(Verdict.Unknown.class));
    }

    @Test
    void faultsThatHaveNothingToDoWithEachOtherAreBothNamed() {
        List<Observation> observations = List.of(failed(Hop.ORIGIN, Fault.ORIGIN_DOWN), failed(Hop.PUBLIC, Fault.TUNNEL_DOWN));
        assertThat(Explanations.apply(observations), is(observations));
    }

    @Test
    void theSameFaultAtSeveralPlacesIsNamedOnce() {
        List<Observation> observations = List.of(failed(Hop.PUBLIC, Fault.STREAM_HELD_BACK), failed(Hop.PUBLIC, Fault.STREAM_HELD_BACK));
        assertThat(new Diagnosis("", Optional.empty(), observations, Duration.ZERO).faults(), is(List.of(Fault.STREAM_HELD_BACK)));
    }

    @Test
    void onlyWhereEveryCheckPassesAllIsWell() {
        Observation good = new Observation(Hop.ORIGIN, "a", new Verdict.Pass(), List.of());
        Observation unknown = new Observation(Hop.ORIGIN, "b", new Verdict.Unknown("no"), List.of());
        assertThat(new Diagnosis("", Optional.empty(), List.of(good, good), Duration.ZERO).healthy(), is(true));
        assertThat(new Diagnosis("", Optional.empty(), List.of(good, unknown), Duration.ZERO).healthy(), is(false));
        assertThat(new Diagnosis("", Optional.empty(), List.of(good, failed(Hop.ORIGIN, Fault.CACHED)), Duration.ZERO).healthy(), is(false));
    }

    private static Observation failed(Hop hop, Fault fault) {
        return new Observation(hop, "check", new Verdict.Fail(fault), List.of("seen"));
    }
}
