package sigil.code.index;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What chunks are asked for.
 *
 * @param terms        each adds to the score of a chunk that holds it
 * @param repositories names of the repositories; empty for all
 * @param paths        which files
 * @param weights      of the fields
 */
public record ChunkQuery(List<Term> terms, List<String> repositories, Predicate<String> paths, ChunkWeights weights) {

    /**
     * A word that is looked up.
     *
     * @param word   as it is in chunks
     * @param alike  words that mean the same: of all of them the one that scores best counts, these with {@link ChunkWeights#alike}
     * @param weight above 0
     */
    public record Term(String word, List<String> alike, float weight) {
        /** Copies the list. */
        public Term {
            alike = List.copyOf(alike);
            if (word.isEmpty() || !(weight > 0)) {
                throw new IllegalArgumentException("no term: '" + word + "' " + weight);
            }
        }
    }

    /** Copies the lists. */
    public ChunkQuery {
        terms = List.copyOf(terms);
        repositories = List.copyOf(repositories);
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(weights, "weights");
    }
}
