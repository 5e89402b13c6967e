package sigil.code.search;

import java.util.Locale;

/** A file name pattern with {@code *} and {@code ?}, without regard to case, matched in linear space and at most quadratic time of one name. */
final class NameGlob {

    private final String pattern;

    NameGlob(String pattern) {
        this.pattern = pattern.toLowerCase(Locale.ROOT);
    }

    /** Whether the pattern is a plain name. */
    boolean literal() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    String text() {
        return pattern;
    }

    /** Whether a name, given in lower case, matches. */
    boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n)) && pattern.charAt(p) != '*') {
                p++;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
