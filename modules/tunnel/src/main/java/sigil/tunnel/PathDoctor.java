package sigil.tunnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Walks the path of a request. Of each hop the first checks are gates: where one is not content, what comes after it on that hop cannot be said. The others
 * wait side by side, so that it takes as long as the longest of them.
 */
public final class PathDoctor {
    private final Surroundings at;

    private PathDoctor(Surroundings at) {
        this.at = at;
    }

    /**
     * Looks at everything.
     *
     * @param settings what at
     * @return what was found
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static Diagnosis examine(DoctorSettings settings) throws InterruptedException {
        long start = System.nanoTime();
        PathDoctor doctor = new PathDoctor(Surroundings.of(settings));
        List<Observation> observations;
        try (ExecutorService checks = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Observation>> inside = checks.submit(() -> doctor.walk(Rounds.origin(settings), checks));
            Future<List<Observation>> outside = checks.submit(() -> doctor.walk(Rounds.outside(settings), checks));
            observations = Stream.concat(done(inside).stream(), done(outside).stream()).toList();
        }
        return new Diagnosis(settings.originText(), settings.url().map(url -> settings.urlOrigin()), Explanations.apply(observations),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private List<Observation> walk(Rounds rounds, ExecutorService checks) throws InterruptedException {
        List<Observation> seen = new ArrayList<>();
        String stopped = "";
        for (PathCheck gate : rounds.gates()) {
            Observation observation = stopped.isEmpty() ? look(gate) : notLookedAt(gate, stopped);
            seen.add(observation);
            if (stopped.isEmpty() && !(observation.verdict() instanceof Verdict.Pass)) {
                stopped = gate.name();
            }
        }
        SequencedMap<PathCheck, Future<Observation>> running = new LinkedHashMap<>();
        for (PathCheck check : rounds.checks()) {
            String first = stopped;
            running.put(check, checks.submit(() -> first.isEmpty() ? look(check) : notLookedAt(check, first)));
        }
        for (Map.Entry<PathCheck, Future<Observation>> entry : running.entrySet()) {
            seen.add(done(entry.getValue()));
        }
        return seen;
    }

    private Observation look(PathCheck check) throws InterruptedException {
        Found found = check.look(at);
        return new Observation(check.hop(), check.name(), found.verdict(), found.evidence());
    }

    private static Observation notLookedAt(PathCheck check, String first) {
        return new Observation(check.hop(), check.name(), new Verdict.Unknown("not looked at: \"" + first + "\" comes first"), List.of());
    }

    private static <T> T done(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A check broke off: " + e.getCause(), e.getCause());
        }
    }
}
