package sigil.code.search;

import com.google.re2j.Pattern;

/**
 * A glob, ready to judge many paths: most are ruled out by a text that every path has that it matches, which costs far less than the pattern.
 *
 * @param needed  such a text; may be empty
 * @param ending  whether all that it asks for is a name that ends so, such as {@code *.java}
 * @param pattern of whole paths
 */
record PathGlob(String needed, boolean ending, Pattern pattern) {

    private static final java.util.regex.Pattern ENDING = java.util.regex.Pattern.compile("(?:\\*\\*/)?\\*[^*?\\[{\\\\/]+");

    /**
     * Reads a glob.
     *
     * @throws IllegalArgumentException naming the glob, what is wrong with it and what to write instead
     */
    static PathGlob of(String glob) {
        return new PathGlob(needed(glob), ENDING.matcher(glob).matches(), GlobSyntax.compile(glob));
    }

    boolean matches(String path) {
        return ending ? path.endsWith(needed) || path.contains(needed + '/') : path.contains(needed) && pattern.matches(path);
    }

    /** The longest run of characters that stand for themselves. A slash after stars may stand for nothing, and one at an end is none of the path. */
    private static String needed(String glob) {
        var longest = "";
        int from = 0;
        for (int i = 0; i <= glob.length(); i++) {
            char c = i == glob.length() ? '*' : glob.charAt(i);
            if (c == '{' || c == '[' || c == '\\') {
                // what stands within may be one of several: the rest is left to the pattern
                return longest(longest, plain(glob, from, i));
            }
            if (c == '*' || c == '?') {
                longest = longest(longest, plain(glob, from, i));
                from = i + 1;
            }
        }
        return longest;
    }

    private static String longest(String one, String other) {
        return other.length() > one.length() ? other : one;
    }

    private static String plain(String glob, int from, int to) {
        int begin = from;
        int end = to;
        if (from == 0 && glob.startsWith("./")) {
            begin = Math.min(2, to);
        }
        while (begin < end && glob.charAt(begin) == '/') {
            begin++;
        }
        while (end > begin && glob.charAt(end - 1) == '/') {
            end--;
        }
        return glob.substring(begin, end);
    }
}
