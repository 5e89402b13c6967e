package sigil.mcp.auth;

/**
 * Text of strangers made fit to be read by people: it shows what it is, in its own place and direction, at a bounded length.
 *
 * <p>Left out is whatever cannot be seen or moves what can: control, format and bidirectional characters, zero-width characters and fillers,
 * characters of nobody, and combining marks that pile up. Every kind of space becomes a plain one.
 */
final class VisibleText {
    /** As many marks as an orthography puts on one letter. */
    private static final int MOST_MARKS = 3;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int BRAILLE_BLANK = 0x2800;

    private VisibleText() {
    }

    /** The beginning of a text, up to so many code points; an ellipsis says where it was cut. */
    static String beginning(String text, int most) {
        String visible = of(text);
        return visible.codePointCount(0, visible.length()) <= most ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }

    /** The end of a text, up to so many code points. Of a host name the end tells whose it is. */
    static String end(String text, int most) {
        String visible = of(text);
        return visible.codePointCount(0, visible.length()) <= most ? visible
                : "…" + visible.substring(visible.offsetByCodePoints(visible.length(), 1 - most)).stripLeading();
    }

    /** The whole text. */
    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                if (!visible.isEmpty() && visible.charAt(visible.length() - 1) != ' ') {
                    visible.append(' ');
                }
                marks = 0;
            } else if (isVisible(c)) {
                marks = isMark(c) ? marks + 1 : 0;
                if (marks <= MOST_MARKS) {
                    visible.appendCodePoint(c);
                }
            }
        }
        return visible.toString().stripTrailing();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BRAILLE_BLANK;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> !isIgnorable(c);
        };
    }

    /** What Unicode calls default ignorable and is not a format character. The two that choose between an emoji and its outline may stay. */
    private static boolean isIgnorable(int c) {
        return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c >= 0x180B && c <= 0x180F || c == 0x3164
                || c >= 0xFE00 && c < TEXT_STYLE || c == 0xFFA0 || c >= 0xE0000 && c <= 0xE0FFF;
    }

    private static boolean isMark(int c) {
        return c != TEXT_STYLE && c != EMOJI_STYLE && switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
