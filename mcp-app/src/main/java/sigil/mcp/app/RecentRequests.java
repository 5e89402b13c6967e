package sigil.mcp.app;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import sigil.mcp.http.Answered;

/** How many requests there were lately, minute by minute. */
final class RecentRequests {
    /** As many minutes are told of, the one that runs included. */
    static final int MINUTES = 15;

    private final LongSupplier minuteNow;
    private final AtomicReferenceArray<Minute> minutes = new AtomicReferenceArray<>(MINUTES);

    /** What was counted in one. */
    private record Minute(long number, LongAdder requests, LongAdder calls, LongAdder refused, LongAdder failed) {
        Minute(long number) {
            this(number, new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    /**
     * What there was in the last minutes.
     *
     * @param requests all of them
     * @param calls    of tools
     * @param refused  those with a status from 400 to 499
     * @param failed   those that failed by this server's own fault, or took too long
     */
    record Totals(long requests, long calls, long refused, long failed) {
    }

    RecentRequests(LongSupplier minuteNow) {
        this.minuteNow = minuteNow;
    }

    void add(Answered request, boolean failed) {
        Minute now = now();
        now.requests.increment();
        if (!request.tool().isEmpty()) {
            now.calls.increment();
        }
        if (failed) {
            now.failed.increment();
        } else if (request.status() >= 400 && request.status() < 499) {
            now.refused.increment();
        }
    }

    private Minute now() {
        long number = minuteNow.getAsLong();
        int place = Math.floorMod(number, MINUTES);
        Minute there = minutes.get(place);
        if (there != null && there.number() == number) {
            return there;
        }
        Minute fresh = new Minute(number);
        // whoever was quicker has begun the minute
        return minutes.compareAndSet(place, there, fresh) ? fresh : minutes.get(place);
    }

    Totals totals() {
        long oldest = minuteNow.getAsLong() - MINUTES;
        Minute[] lately = IntStream.range(0, MINUTES).mapToObj(minutes::get).filter(minute -> minute != null && minute.number() > oldest).toArray(Minute[]::new);
        return new Totals(sum(lately, Minute::requests), sum(lately, Minute::calls), sum(lately, Minute::refused), sum(lately, Minute::failed));
    }

    private static long sum(Minute[] lately, Function<Minute, LongAdder> which) {
        long sum = 0;
        for (Minute minute : lately) {
            sum += which.apply(minute).sum();
        }
        return sum;
    }
}
