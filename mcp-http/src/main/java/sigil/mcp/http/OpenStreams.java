package sigil.mcp.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;

/** The streams of events that are open, and for how long they have been silent. Those of probes are not among them: they are silent on purpose. */
public final class OpenStreams {
    private final Set<SseResponse> open = ConcurrentHashMap.newKeySet();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    OpenStreams() {
        // the server has one
    }

    void opened(SseResponse stream) {
        open.add(stream);
    }

    void closed(SseResponse stream) {
        open.remove(stream);
    }

    void wasSilent(long nanos) {
        longest.accumulate(nanos);
    }

    /** @return how many are open, with a connection */
    public int count() {
        return open.size();
    }

    /** @return for how long the one has been silent that is silent longest; zero where none is open */
    public Duration silence() {
        long now = System.nanoTime();
        return Duration.ofNanos(open.stream().mapToLong(stream -> now - stream.writtenAt()).max().orElse(0));
    }

    /** @return the longest silence of any stream between two events, or between the last and now, since the server started */
    public Duration longestSilence() {
        return Duration.ofNanos(Math.max(longest.get(), silence().toNanos()));
    }
}
