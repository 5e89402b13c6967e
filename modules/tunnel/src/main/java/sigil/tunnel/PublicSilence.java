package sigil.tunnel;

import java.time.Duration;

/** How long may the server be quiet? Before an answer it is for 5 s, within one for 15. */
final class PublicSilence implements PathCheck {
    private static final Duration BEFORE = Duration.ofMillis(6_000);
    private static final Duration WITHIN = Duration.ofSeconds(130);
    /** The server sends a sign of life every 15 s; what is cut later than this does no harm. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private final boolean slow;

    PublicSilence(boolean slow) {
        this.slow = slow;
    }

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome before = at.outsider().ask(WireRequest.get("/probe/silence?millis=" + BEFORE.toMillis()), BEFORE.plusSeconds(20));
        if (!(before instanceof Outcome.Answered(WireAnswer answer, _, boolean proof)) || !proof || !answer.whole()) {
            return Found.bad(Fault.READ_TIMEOUT, "asked to answer after " + Found.time(BEFORE) + ": " + Found.line(before));
        }
        String line = "an answer after " + Found.time(BEFORE) + " arrives";
        return slow ? within(at, line) : Found.good(line);
    }

    private static Found within(Surroundings at, String line) {
        Outcome within = at.outsider().ask(WireRequest.get("/probe/silence?begun=true&millis=" + WITHIN.toMillis()), WITHIN.plusSeconds(20));
        if (!(within instanceof Outcome.Answered(WireAnswer answer, _, boolean proof)) || !proof) {
            return Found.bad(Fault.READ_TIMEOUT, line, "a stream: " + Found.line(within));
        }
        String end = answer.whole() ? "a stream may be quiet for " + Found.time(WITHIN) : "a quiet stream is cut after " + Found.time(answer.endAt());
        return answer.whole() || answer.endAt().compareTo(ENOUGH) >= 0 ? Found.good(line, end) : Found.bad(Fault.READ_TIMEOUT, line, end);
    }
}
