package sigil.tunnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks of a hop, in the order in which they are told.
 *
 * @param gates  one after another; what comes after one that is not content is left out
 * @param checks side by side
 */
record Rounds(List<PathCheck> gates, List<PathCheck> checks) {
    /** What many servers have by default, and a little. */
    private static final Duration SHORT_REST = Duration.ofMillis(6_500);
    /** Longer than cloudflared keeps a connection. */
    private static final Duration LONG_REST = Duration.ofSeconds(95);

    static Rounds origin(DoctorSettings settings) {
        List<PathCheck> gates = new ArrayList<>(List.of(new OriginListens(), new OriginIdentity()));
        if (settings.url().isPresent()) {
            gates.add(new OriginHost());
        }
        return new Rounds(gates, List.of(
                new OriginHealth(),
                new OriginHeaders(),
                new OriginStream(),
                new OriginKeepAlive(settings.slow() ? LONG_REST : SHORT_REST)));
    }

    static Rounds outside(DoctorSettings settings) {
        if (settings.url().isEmpty()) {
            return new Rounds(List.of(), List.of());
        }
        List<PathCheck> gates = new ArrayList<>();
        if (settings.connect().isEmpty()) {
            gates.add(new PublicName());
        }
        gates.add(new PublicTls());
        gates.add(new PublicAnswer());
        List<PathCheck> checks = new ArrayList<>(List.of(new PublicClock(), new PublicStream("POST"), new PublicStream("GET"), new PublicHeaders(),
                new PublicCache(), new PublicSilence(settings.slow()), new PublicDiscovery(), new PublicChallenge()));
        for (Agent agent : Agent.values()) {
            checks.add(new PublicAgent(agent));
        }
        checks.add(new PublicHead());
        checks.add(new PublicBody());
        return new Rounds(gates, checks);
    }
}
