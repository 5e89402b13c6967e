package sigil.tunnel;

import java.time.Duration;
import java.util.List;

/**
 * A stream of timed events, and what its arrivals tell.
 *
 * @param arrivals when something of it came
 * @param ended    when it ended
 * @param gap      between two events
 */
record StreamProbe(List<Duration> arrivals, Duration ended, Duration gap) {
    static final int EVENTS = 12;
    /** A machine or a line that is busy for a moment looks like a proxy that collects; one that collects does so every time, however slow the events. */
    private static final List<Duration> GAPS = List.of(Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofMillis(500));

    /**
     * What came of a probe.
     *
     * @param outcome of the last request
     * @param probe   its arrivals; without meaning where the origin did not answer
     */
    record Tried(Outcome outcome, StreamProbe probe) {
    }

    /** Asks for a stream, and again for a slower one where it did not flow. */
    static Tried ask(Asker asker, String method) {
        Tried tried = ask(asker, method, GAPS.getFirst());
        for (Duration gap : GAPS.subList(1, GAPS.size())) {
            boolean again = tried.outcome() instanceof Outcome.Answered(WireAnswer answer, _, boolean proof) && proof && answer.status() == 200
                    && answer.first("Content-Encoding").isEmpty() && !tried.probe().flows();
            if (!again) {
                return tried;
            }
            tried = ask(asker, method, gap);
        }
        return tried;
    }

    private static Tried ask(Asker asker, String method, Duration gap) {
        String target = "/probe/stream?events=" + EVENTS + "&gap=" + gap.toMillis();
        Outcome outcome = asker.ask(method.equals("POST")
                ? WireRequest.post(target, "application/json", "{}", "Accept: application/json, text/event-stream", "Accept-Encoding: gzip, br")
                : WireRequest.get(target, "Accept: text/event-stream", "Accept-Encoding: gzip, br"));
        return new Tried(outcome, outcome instanceof Outcome.Answered answered
                ? new StreamProbe(answered.answer().arrivals(), answered.answer().endAt(), gap)
                : new StreamProbe(List.of(), Duration.ZERO, gap));
    }

    /** How many times something came that was clearly later than what came before. */
    long apart() {
        long apart = arrivals.isEmpty() ? 0 : 1;
        for (int i = 1; i < arrivals.size(); i++) {
            apart += arrivals.get(i).minus(arrivals.get(i - 1)).compareTo(gap.dividedBy(4)) > 0 ? 1 : 0;
        }
        return apart;
    }

    /** The longest time in which nothing came although events were sent. */
    Duration longestWait() {
        Duration longest = arrivals.isEmpty() ? ended : arrivals.getFirst();
        for (int i = 1; i < arrivals.size(); i++) {
            Duration wait = arrivals.get(i).minus(arrivals.get(i - 1));
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    /** Whether they came about when they were sent: most of them by themselves, and never half of them late. */
    boolean flows() {
        return apart() >= EVENTS / 2 && longestWait().compareTo(gap.multipliedBy(EVENTS / 2)) < 0;
    }

    /** In a line. */
    String line() {
        return EVENTS + " events, one each " + gap.toMillis() + " ms, came in " + apart() + (apart() == 1 ? " piece" : " pieces")
                + "; longest wait " + Found.time(longestWait());
    }
}
