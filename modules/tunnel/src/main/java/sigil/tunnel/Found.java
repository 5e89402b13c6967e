package sigil.tunnel;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a check found, before it is put in its place.
 *
 * @param verdict  what it holds
 * @param evidence what it saw
 */
record Found(Verdict verdict, List<String> evidence) {

    static Found good(String... evidence) {
        return new Found(new Verdict.Pass(), List.of(evidence));
    }

    static Found bad(Fault fault, String... evidence) {
        return new Found(new Verdict.Fail(fault), List.of(evidence));
    }

    static Found unknown(String why, String... evidence) {
        return new Found(new Verdict.Unknown(why), List.of(evidence));
    }

    /** Milliseconds below a second, seconds with one decimal above. */
    static String time(Duration duration) {
        return duration.toMillis() < 1_000 ? duration.toMillis() + " ms" : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    /** An outcome in a line: who, what, when. */
    static String line(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Broken broken -> broken.words() + " after " + time(broken.after());
            case Outcome.Answered(WireAnswer answer, _, boolean proof) -> "HTTP " + answer.status() + " after " + time(answer.headAt())
                    + (answer.whole() ? "" : ", cut after " + time(answer.endAt())) + (proof ? ", by this server" : ", not by this server" + header(answer, "Server"))
                    + header(answer, "Cf-Ray") + header(answer, "Cf-Mitigated")
                    + header(answer, "Location");
        };
    }

    private static String header(WireAnswer answer, String name) {
        return answer.first(name).map(value -> ", " + name + ": " + (value.length() > 60 ? value.substring(0, 60) : value)).orElse("");
    }
}
