package sigil.mcp.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who wrote a name wrongly. */
final class NearestName {

    private NearestName() {
    }

    /** The nearest of the names, or empty where none is near. */
    static Optional<String> of(String wrong, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name)).thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 3));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
