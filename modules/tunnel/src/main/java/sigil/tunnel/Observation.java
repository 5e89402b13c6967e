package sigil.tunnel;

import java.util.List;
import java.util.Objects;

/**
 * What one check found.
 *
 * @param hop      where it looked
 * @param check    its name, such as {@code keep-alive}
 * @param verdict  what it holds
 * @param evidence what it saw, a short line each; parts of it were written by strangers
 */
public record Observation(Hop hop, String check, Verdict verdict, List<String> evidence) {

    /** Copies the list. */
    public Observation {
        Objects.requireNonNull(hop, "hop");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(verdict, "verdict");
        evidence = List.copyOf(evidence);
    }
}
