package sigil.code.search;

import java.util.regex.Pattern;

/**
 * Keeps nine characters away from RE2/J 1.8, which never ends folding them: their orbits (U+1C80 to U+1C88, Cyrillic variants of Unicode 9)
 * do not close. Only patterns that disregard case are concerned.
 */
final class FoldTrap {

    private static final char FIRST = '\u1c80';
    private static final char LAST = '\u1c88';
    /** The end of a range that may reach that far: a high character or its escape after a dash, anywhere after a bracket. */
    private static final Pattern WIDE_RANGE = Pattern.compile("(?s)\\[.*?-\\\\?(?:[^\\x00-\\u1c7f]|x\\{0*(?:1[cC][89a-fA-F][0-9a-fA-F]"
            + "|1[d-fD-F][0-9a-fA-F]{2}|[2-9a-fA-F][0-9a-fA-F]{3}|[0-9a-fA-F]{5,})\\})");
    private static final Pattern ESCAPE = Pattern.compile("\\\\x\\{0*1[cC]8[0-8]\\}");

    private FoldTrap() {
    }

    /** Whether a pattern may disregard case. */
    static boolean concerns(String regex, boolean insensitive) {
        return insensitive || regex.contains("(?");
    }

    /** Whether compiling such a pattern might not end; in doubt it is so. */
    static boolean holds(String regex) {
        return has(regex) || ESCAPE.matcher(regex).find() || WIDE_RANGE.matcher(regex).find();
    }

    /** A line that is safe to match, the nine replaced char for char. */
    static String spared(String line) {
        if (!has(line)) {
            return line;
        }
        var chars = line.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= FIRST && chars[i] <= LAST) {
                chars[i] = '\ufffd';
            }
        }
        return new String(chars);
    }

    private static boolean has(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST && text.charAt(i) <= LAST) {
                return true;
            }
        }
        return false;
    }
}
