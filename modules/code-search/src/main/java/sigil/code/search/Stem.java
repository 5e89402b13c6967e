package sigil.code.search;

/**
 * Takes the usual endings of English off a word, so that {@code retries}, {@code retrying} and {@code retry} are one, and {@code parser} finds
 * {@code parse}. What is left need not be a word; that it is the same for words that belong together is enough.
 */
final class Stem {

    private static final int SHORTEST = 3;
    private static final String[] ENDINGS = {"ation", "ment", "able", "ible", "ator", "ate", "ion", "er", "or", "ly"};

    private Stem() {
    }

    static String of(String word) {
        int length = word.length();
        if (length <= SHORTEST || word.charAt(length - 1) > 'z' || Character.isDigit(word.charAt(0))) {
            return word;
        }
        var stem = ending(tense(plural(word)));
        stem = stem.length() > SHORTEST && stem.endsWith("e") ? cut(stem, 1) : stem;
        stem = stem.length() > SHORTEST && stem.endsWith("y") ? cut(stem, 1) + 'i' : stem;
        // British and American spelling
        return stem.length() > 6 && stem.endsWith("is") ? cut(stem, 1) + 'z' : stem;
    }

    private static String plural(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return cut(word, 3) + 'y';
        }
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes")) {
            return cut(word, 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is") ? cut(word, 1) : word;
    }

    private static String tense(String word) {
        int ending = word.endsWith("ing") ? 3 : word.endsWith("ed") ? 2 : 0;
        if (ending == 0 || word.length() - ending < SHORTEST || !vowel(word, word.length() - ending)) {
            return word;
        }
        int end = word.length() - ending;
        char last = word.charAt(end - 1);
        // running, but calling
        boolean doubled = end > SHORTEST && last == word.charAt(end - 2) && "lsz".indexOf(last) < 0;
        return word.substring(0, doubled ? end - 1 : end);
    }

    private static String ending(String word) {
        for (var ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST) {
                return cut(word, ending.length());
            }
        }
        return word.endsWith("at") && word.length() > SHORTEST + 2 ? cut(word, 2) : word;
    }

    private static boolean vowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String word, int ending) {
        return word.substring(0, word.length() - ending);
    }
}
