package sigil.code.tools;

/** Text of strangers inside sentences of ours. */
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {
    }

    /** One line, not too long, without characters that a terminal or a reader would obey. */
    static String inline(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE
                        ? '?'
                        : c));
        return shown.toString();
    }

    /** A size for people. */
    static String size(long bytes) {
        return bytes < 1_024 ? bytes + " B" : bytes < 1 << 20 ? (bytes >> 10) + " KB" : (bytes >> 20) + " MB";
    }

    /** A number with its noun. */
    static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.endsWith("ry") ? noun.substring(0, noun.length() - 1) + "ies" : noun + (noun.endsWith("ch") ? "es" : "s");
    }
}
