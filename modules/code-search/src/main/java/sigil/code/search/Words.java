package sigil.code.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Words of code and of language, as they are compared in search by meaning. What is searched and what is searched for must be read in the same
 * way. Only {@link #STEMMED} is used by the search; the others are there to measure what it gains.
 */
public enum Words {
    /** identifiers and words as they stand, in lower case */
    PLAIN,
    /** also the parts of identifiers: {@code maxRetry_count2} is max, retry and count, and the whole of it */
    SPLIT,
    /** the same with endings taken off, and without words that are everywhere */
    STEMMED;

    private static final int SHORTEST = 2;
    private static final int LONGEST = 64;
    private static final int LONGEST_NUMBER = 5;
    private static final Set<String> EVERYWHERE = Set.of("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "each", "for",
            "from", "has", "have", "how", "if", "in", "into", "is", "it", "its", "may", "more", "not", "of", "on", "or", "other", "should", "so", "such", "that", "the", "their",
            "then", "there", "these", "they", "this", "to", "was", "we", "what", "when", "where", "which", "while", "who", "why", "will", "with", "would", "you", "your", "one", "any", "all",
            "also", "used", "uses", "use", "using");

    /**
     * The words of a text, in order, each as often as it stands there.
     *
     * @param text any text
     * @return the words
     */
    public List<String> of(String text) {
        var words = new ArrayList<String>();
        each(text, 0, text.length(), words::add);
        return words;
    }

    /** Tells each word between two places. */
    void each(String text, int from, int to, Consumer<String> words) {
        int at = from;
        while (at < to) {
            if (!part(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < to && part(text.charAt(end))) {
                end++;
            }
            identifier(text, at, end, words);
            at = end;
        }
    }

    private static boolean part(char c) {
        return c < 128 ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$'
                : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    private void identifier(String text, int from, int to, Consumer<String> words) {
        if (to - from > LONGEST) {
            // a key, a hash or a picture: nobody searches for a part of it
            return;
        }
        if (this == PLAIN) {
            tell(text.substring(from, to), words);
            return;
        }
        int parts = 0;
        int at = from;
        while (at < to) {
            if (joint(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < to && !boundary(text, end, to)) {
                end++;
            }
            tell(text.substring(at, end), words);
            parts++;
            at = end;
        }
        if (parts > 1) {
            words.accept(whole(text.substring(from, to)));
        }
    }

    private static boolean joint(char c) {
        return c == '_' || c == '$';
    }

    /** Whether a part ends before this place: {@code max|Retry}, {@code HTTP|Server}, {@code max_|retry}, {@code utf|8}. */
    private static boolean boundary(String text, int at, int to) {
        char before = text.charAt(at - 1);
        char here = text.charAt(at);
        if (joint(here) || Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        return !Character.isUpperCase(before) || at + 1 < to && Character.isLowerCase(text.charAt(at + 1));
    }

    private void tell(String part, Consumer<String> words) {
        if (part.length() < SHORTEST || this != PLAIN && part.length() > LONGEST_NUMBER && Character.isDigit(part.charAt(0))) {
            return;
        }
        var word = part.toLowerCase(Locale.ROOT);
        if (this != STEMMED) {
            words.accept(word);
        } else if (!EVERYWHERE.contains(word)) {
            words.accept(Stem.of(word));
        }
    }

    /** An identifier of several parts, as one word: however it is written, {@code maxRetry} and {@code MAX_RETRY} are the same. */
    static String whole(String identifier) {
        return identifier.replace("_", "").replace("$", "").toLowerCase(Locale.ROOT);
    }
}
