package sigil.mcp.auth;

import java.text.Normalizer;

/**
 * Text of a stranger that is shown to people: what cannot be seen, or turns the text around it, is taken out (OAuth Client ID Metadata Document,
 * "OAuth Phishing Attacks"; Unicode TR 36 section 2). Whoever writes it into a page escapes it as well.
 */
final class DisplayText {
    /** Longest text in code points. */
    static final int LONGEST = 80;
    /** Marks that stand on one letter; more of them are made to cover other lines. */
    private static final int MOST_MARKS = 3;

    private DisplayText() {
    }

    /**
     * Makes a text fit to be shown.
     *
     * @param text     what the stranger wrote
     * @param fallback what is shown if nothing of it is left
     * @return up to 80 code points on one line, without space at either end; never empty if the fallback is not
     */
    static String of(String text, String fallback) {
        String shown = cut(visible(Normalizer.normalize(text, Normalizer.Form.NFC)).strip());
        return shown.isEmpty() ? fallback : shown;
    }

    private static String visible(String text) {
        var visible = new StringBuilder(Math.min(text.length(), 2 * LONGEST));
        int marks = MOST_MARKS;
        boolean gap = true;
        for (int c : text.codePoints().toArray()) {
            if (isSpace(c)) {
                if (!gap) {
                    visible.append(' ');
                }
                gap = true;
                marks = MOST_MARKS;
            } else if (!isHidden(c)) {
                marks = isMark(c) ? marks + 1 : 0;
                if (marks <= MOST_MARKS) {
                    visible.appendCodePoint(c);
                    gap = false;
                }
            }
        }
        return visible.toString();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85 || c == 0x2800;
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            // format holds the bidirectional controls, the zero widths that are no letters, and tags
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> isIgnorable(c);
        };
    }

    // the letters and marks among what Unicode calls Default_Ignorable_Code_Point: joiners, fillers, variation selectors
    private static boolean isIgnorable(int c) {
        return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c >= 0x180b && c <= 0x180f || c == 0x3164
                || c >= 0xfe00 && c <= 0xfe0f || c == 0xffa0 || c >= 0xe0100 && c <= 0xe01ef;
    }

    private static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
    }
}
