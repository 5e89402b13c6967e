package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Other programs are run, and none of them holds this one. */
class ProgramRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatItWroteAndHowItEndedIsKept() {
        ProgramRun run = ProgramRun.of(List.of("sh", "-c", "echo one; echo two >&2; exit 3")).orElseThrow();
        assertThat(run, is(new ProgramRun(3, "one\ntwo\n")));
        assertThat(run.succeeded(), is(false));
        assertThat(run.told(), is("one two"));
    }

    @Test
    void whatIsNotThereOrDoesNotEndIsNone() {
        assertThat(ProgramRun.of(List.of("/nowhere/cloudflared")), is(Optional.empty()));
        assertThat(assertTimeoutPreemptively(LONG, () -> ProgramRun.of(List.of("sleep", "60"), PATIENCE)), is(Optional.empty()));
    }

    @Test
    void aChildThatKeepsTheOutputIsNotWaitedFor() {
        assertThat(assertTimeoutPreemptively(LONG, () -> ProgramRun.of(List.of("sh", "-c", "sleep 60 & exit 0"), PATIENCE)).orElseThrow().succeeded(), is(true));
    }
}
