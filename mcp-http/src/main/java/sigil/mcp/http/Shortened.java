package sigil.mcp.http;

/** Text within a limit that somebody else has set: whole sentences as far as they fit, since half of one may say the opposite. */
final class Shortened {

    private Shortened() {
    }

    /**
     * Shortens it.
     *
     * @param limit in UTF-16 units, which are never fewer than characters; at least 1
     * @param text  what to say
     * @return the text itself if it fits; else its first sentences, or where not even one fits its first words and "…"
     */
    static String to(int limit, String text) {
        if (text.length() <= limit) {
            return text;
        }
        for (int end = limit; end > 0; end--) {
            if (".!?".indexOf(text.charAt(end - 1)) >= 0 && Character.isWhitespace(text.charAt(end))) {
                return text.substring(0, end);
            }
        }
        int end = text.lastIndexOf(' ', limit - 1);
        if (end <= 0) {
            end = Character.isHighSurrogate(text.charAt(Math.max(0, limit - 2))) ? limit - 2 : limit - 1;
        }
        return text.substring(0, Math.max(0, end)) + "…";
    }
}
