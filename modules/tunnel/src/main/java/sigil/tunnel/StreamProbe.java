package sigil.tunnel;

import java.time.Duration;
import java.util.List;

/**
 * A stream of timed events, and what its arrivals tell.
 *
 * @param arrivals when something of it came
 * @param ended    when it ended
 */
record StreamProbe(List<Duration> arrivals, Duration ended) {
    static final int EVENTS = 12;
    static final Duration GAP = Duration.ofMillis(200);
    private static final String TARGET = "/probe/stream?events=" + EVENTS + "&gap=" + GAP.toMillis();

    static WireRequest request(String method) {
        return method.equals("POST")
                ? WireRequest.post(TARGET, "application/json", "{}", "Accept: application/json, text/event-stream", "Accept-Encoding: gzip, br")
                : WireRequest.get(TARGET, "Accept: text/event-stream", "Accept-Encoding: gzip, br");
    }

    static StreamProbe of(WireAnswer answer) {
        return new StreamProbe(answer.arrivals(), answer.endAt());
    }

    /** How many times something came that was clearly later than what came before. */
    long apart() {
        long apart = arrivals.isEmpty() ? 0 : 1;
        for (int i = 1; i < arrivals.size(); i++) {
            apart += arrivals.get(i).minus(arrivals.get(i - 1)).compareTo(GAP.dividedBy(4)) > 0 ? 1 : 0;
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

    /** Whether they came about when they were sent: most of them by themselves, and never several of them late. */
    boolean flows() {
        return apart() >= EVENTS / 2 && longestWait().compareTo(GAP.multipliedBy(EVENTS / 2)) < 0;
    }

    /** In a line. */
    String line() {
        return EVENTS + " events, one each " + GAP.toMillis() + " ms, came in " + apart() + (apart() == 1 ? " piece" : " pieces")
                + "; longest wait " + Found.time(longestWait());
    }
}
