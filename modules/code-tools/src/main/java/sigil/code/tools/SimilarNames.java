package sigil.code.tools;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import sigil.code.search.SearchControl;
import sigil.code.search.Symbols;

/** Names that are defined and may be meant by one that is not. */
final class SimilarNames {
    private static final int MOST = 5;
    /** Proposals are an extra: nobody waits for them. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Symbols symbols;

    SimilarNames(Symbols symbols) {
        this.symbols = symbols;
    }

    /** Those that are found soon, the nearest first; within the time of the call in any case. */
    List<String> of(String name, List<String> repositories, SearchControl control) {
        SearchControl soon = control.budget().compareTo(PATIENCE) < 0 ? control : SearchControl.within(PATIENCE).cancelledBy(control.cancelled());
        int reach = name.length() < 4 ? 1 : name.length() < 12 ? 2 : 3;
        return symbols.near(name, repositories, candidate -> NearestPaths.distance(name, candidate) <= reach, soon).stream()
                .sorted(Comparator.comparing(candidate -> NearestPaths.distance(name, candidate)))
                .limit(MOST)
                .toList();
    }

    /** A sentence for the end of an answer that found nothing. */
    static String sentence(List<String> similar) {
        return similar.isEmpty() ? "" : "\nSimilar names that are defined: " + String.join(", ", similar.stream().map(Shown::inline).toList());
    }
}
