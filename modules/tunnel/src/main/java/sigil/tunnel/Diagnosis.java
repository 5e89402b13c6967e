package sigil.tunnel;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that was found on a path, from the inside out.
 *
 * @param origin       where the server was asked directly, such as {@code http://127.0.0.1:8000}
 * @param url          the public URL, if there is one
 * @param observations one for each check, in the order of the path
 * @param took         how long it took
 */
public record Diagnosis(String origin, Optional<String> url, List<Observation> observations, Duration took) {

    /** Copies the list. */
    public Diagnosis {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(took, "took");
        observations = List.copyOf(observations);
    }

    /**
     * Whether every check is content.
     *
     * @return false if something failed or could not be said
     */
    public boolean healthy() {
        return observations.stream().allMatch(observation -> observation.verdict() instanceof Verdict.Pass);
    }

    /**
     * What is wrong.
     *
     * @return each fault once, in the order of the path
     */
    public List<Fault> faults() {
        return observations.stream().map(Observation::verdict).filter(Verdict.Fail.class::isInstance).map(Verdict.Fail.class::cast)
                .map(Verdict.Fail::fault).distinct().toList();
    }
}
