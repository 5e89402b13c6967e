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
     * @param words  any of them stands for all: they are counted as one word
     * @param weight above 0
     */
    public record Term(List<String> words, float weight) {
        /** Copies the list. */
        public Term {
            words = List.copyOf(words);
            if (words.isEmpty() || !(weight > 0)) {
                throw new IllegalArgumentException("no term: " + words + " " + weight);
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
