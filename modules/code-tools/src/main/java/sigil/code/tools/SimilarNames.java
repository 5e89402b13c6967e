package sigil.code.tools;

import java.util.Comparator;
import java.util.List;
import sigil.code.search.SearchControl;
import sigil.code.search.Symbols;

/** Names that are defined and may be meant by one that is not. */
final class SimilarNames {
    private static final int MOST = 5;

    private final Symbols symbols;

    SimilarNames(Symbols symbols) {
        this.symbols = symbols;
    }

    List<String> of(String name, List<String> repositories, SearchControl control) {
        int reach = name.length() < 4 ? 1 : name.length() < 12 ? 2 : 3;
        return symbols.near(name, repositories, candidate -> NearestPaths.distance(name, candidate) <= reach, control).stream()
                .sorted(Comparator.comparing(candidate -> NearestPaths.distance(name, candidate)))
                .limit(MOST)
                .toList();
    }

    /** A sentence for the end of an answer that found nothing. */
    static String sentence(List<String> similar) {
        return similar.isEmpty() ? "" : "\nSimilar names that are defined: " + String.join(", ", similar.stream().map(Shown::inline).toList());
    }
}
