package sigil.code.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.code.index.ChunkQuery;
import sigil.code.index.ChunkWeights;

/** What is looked up for a sentence: its words, other words for the same, and names that two neighbouring words may make. */
public final class MeaningTerms {

    private static final int MOST_WORDS = 64;
    private static final float NEIGHBOURS = 0.4f;

    /** Tuned on five libraries that are not those on which it is measured: see docs/benchmarks.md. */
    private static final ChunkWeights WEIGHTS = new ChunkWeights(1, 1, 3, 2, 4, 0.9f, 0.3f, 1);

    /** Stems of what a question says of no code. */
    private static final Set<String> OF_QUESTIONS = Stream.of("many", "much", "same", "please", "tell", "show", "me").map(Stem::of).collect(Collectors.toUnmodifiableSet());

    private MeaningTerms() {
    }

    /**
     * The query for a sentence.
     *
     * @param sentence     what is meant, in any words
     * @param repositories names; empty for all
     * @param paths        which files
     * @return the query; without terms if there is no word in the sentence that tells anything
     */
    public static ChunkQuery query(String sentence, List<String> repositories, Predicate<String> paths) {
        return new ChunkQuery(terms(sentence), repositories, paths, WEIGHTS);
    }

    private static List<ChunkQuery.Term> terms(String sentence) {
        var terms = new LinkedHashMap<String, ChunkQuery.Term>();
        var words = Words.STEMMED.of(sentence).stream().filter(word -> !OF_QUESTIONS.contains(word)).toList();
        for (var word : words.subList(0, Math.min(MOST_WORDS, words.size()))) {
            terms.putIfAbsent(word, new ChunkQuery.Term(word, Synonyms.of(word), 1));
        }
        if (!terms.isEmpty()) {
            neighbours(sentence, terms);
        }
        return new ArrayList<>(terms.values());
    }

    /** "http routing" may be {@code HttpRouting}, {@code http_routing} or {@code httpRouting}: all of them are one word. */
    private static void neighbours(String sentence, Map<String, ChunkQuery.Term> terms) {
        var words = List.of(sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip().split(" "));
        for (int i = 0; i + 1 < Math.min(MOST_WORDS, words.size()); i++) {
            var whole = words.get(i) + words.get(i + 1);
            if (telling(words.get(i)) && telling(words.get(i + 1))) {
                terms.putIfAbsent(whole, new ChunkQuery.Term(whole, List.of(), NEIGHBOURS));
            }
        }
    }

    private static boolean telling(String word) {
        return !Words.STEMMED.of(word).isEmpty();
    }
}
