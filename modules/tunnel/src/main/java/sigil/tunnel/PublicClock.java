package sigil.tunnel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Do the clocks agree? */
final class PublicClock implements PathCheck {
    private static final Duration MOST = Duration.ofSeconds(30);

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome outcome = at.outsider().ask(WireRequest.post("/probe/echo", "application/json", "{}"));
        if (!(outcome instanceof Outcome.Answered(WireAnswer answer, _, _))) {
            return Found.bad(EdgeAnswer.fault(outcome), Found.line(outcome));
        }
        try {
            Instant there = ZonedDateTime.parse(answer.value("Date"), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration ahead = Duration.between(Instant.now(), there);
            return ahead.abs().compareTo(MOST) <= 0 ? Found.good("they agree to " + (ahead.abs().toSeconds() + 1) + " s")
                    : Found.bad(Fault.CLOCK_SKEW, "Date: " + answer.value("Date") + ", " + ahead.abs().toSeconds() + " s "
                    + (ahead.isNegative() ? "behind" : "ahead of") + " this machine");
        } catch (DateTimeException e) {
            return Found.unknown("there is no Date in the answer", "Date: " + answer.value("Date"));
        }
    }
}
