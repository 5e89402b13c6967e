package sigil.code.search;

import java.util.Comparator;

/** Orders text by code point: {@link String#compareTo} would put supplementary characters before U+E000. */
final class CodePointOrder {

    /** File names, and any text, by code point. */
    static final Comparator<String> NAMES = CodePointOrder::compare;

    /** Repository-relative paths, segment by segment: the order in which a walk meets them, a directory before what it holds. */
    static final Comparator<String> PATHS = (a, b) -> compare(a.replace('/', '\0'), b.replace('/', '\0'));

    private CodePointOrder() {
    }

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xPair = Character.isSurrogate(x);
                return xPair == Character.isSurrogate(y) ? Character.compare(x, y) : xPair ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
