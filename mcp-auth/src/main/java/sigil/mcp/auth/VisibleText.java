package sigil.mcp.auth;

import java.text.Normalizer;

/**
 * Text of strangers made fit to be read by people: it shows what it is, in its own place and direction, at a bounded length (OAuth Client ID Metadata
 * Document, "OAuth Phishing Attacks"; Unicode TR 36 section 2). Whoever writes it into a page escapes it as well, see {@link Html}.
 *
 * <p>Left out is whatever cannot be seen or moves what can: control, format and bidirectional characters, zero-width characters and fillers,
 * characters of nobody, and combining marks that pile up. Every kind of space becomes a plain one.
 */
final class VisibleText {
    /** The longest name of somebody, in code points. */
    static final int LONGEST_NAME = 80;
    /** Marks that stand on one letter; more of them are made to cover other lines. */
    private static final int MOST_MARKS = 3;

    private VisibleText() {
    }

    /**
     * A name.
     *
     * @param text     what the stranger calls himself
     * @param fallback what he is called if nothing of that can be seen
     * @return up to 80 code points; never empty if the fallback is not
     */
    static String name(String text, String fallback) {
        String name = beginning(text, LONGEST_NAME);
        return name.isEmpty() ? fallback : name;
    }

    /** Text that can stand in quotation marks without closing them: each of its own, of whatever script, becomes an apostrophe. */
    static String inQuotes(String text) {
        return text.codePoints().map(c -> isQuote(c) ? '\'' : c).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isQuote(int c) {
        return switch (Character.getType(c)) {
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
            // low and corner quotes, primes, and what else looks like one
            default -> "\"\u201a\u201e\u2033\u2036\u2034\u2037\u2057\u02ba\u02dd\u02ee\u02f5\u02f6\u05f4\u275b\u275c\u275d\u275e\u2760\u276e\u276f"
                    .indexOf(c) >= 0 || c >= 0x300c && c <= 0x300f || c >= 0x301d && c <= 0x301f || c == 0xff02 || c == 0xff62 || c == 0xff63
                    || c == 0x2e42 || c >= 0x1f676 && c <= 0x1f678;
        };
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

    /** The whole text, on one line, without space at either end. */
    static String of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder visible = new StringBuilder(composed.length());
        // at the beginning and after a space there is no letter that a mark could stand on
        int marks = MOST_MARKS;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                if (!visible.isEmpty() && visible.charAt(visible.length() - 1) != ' ') {
                    visible.append(' ');
                }
                marks = MOST_MARKS;
            } else if (!isHidden(c)) {
                marks = isMark(c) ? marks + 1 : 0;
                if (marks <= MOST_MARKS) {
                    visible.appendCodePoint(c);
                }
            }
        }
        return visible.toString().stripTrailing();
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
}
