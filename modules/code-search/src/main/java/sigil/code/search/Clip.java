package sigil.code.search;

/** Shortens lines without cutting a character in two. */
final class Clip {

    private static final String ELLIPSIS = "…";

    private Clip() {
    }

    /** At most so many chars from the beginning. */
    static String beginning(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, left(text, chars));
    }

    /** At most so many chars around a place, an ellipsis standing for what is left out. */
    static String around(String text, int from, int to, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        int room = Math.max(0, chars - (to - from));
        int start = Math.clamp(from - room / 2, 0, text.length() - chars);
        start = left(text, Math.min(start, from));
        int end = left(text, Math.min(text.length(), start + chars));
        return (start > 0 ? ELLIPSIS : "") + text.substring(start, end) + (end < text.length() ? ELLIPSIS : "");
    }

    private static int left(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1 : at;
    }
}
