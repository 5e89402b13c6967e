package sigil.mcp.app;

/**
 * Text of strangers on a terminal and in files: what cannot be seen is written as its escape, so that it neither turns the text around it nor commands
 * the terminal. Within JSON such an escape means the same character.
 */
final class Printable {
    /** As many marks as an orthography puts on one letter; more of them cover other lines. */
    private static final int MOST_MARKS = 3;

    private Printable() {
    }

    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            marks = isMark(c) ? marks + 1 : 0;
            if (isHidden(c) || marks > MOST_MARKS) {
                for (char unit : Character.toChars(c)) {
                    printable.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                printable.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return printable.toString();
    }

    /** The beginning, up to so many characters; dots say where it was cut. */
    static String of(String text, int most) {
        return text.codePointCount(0, text.length()) <= most ? of(text) : of(text.substring(0, text.offsetByCodePoints(0, most - 3))) + "...";
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                 Character.PARAGRAPH_SEPARATOR -> true;
            // letters that are not seen
            default -> c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
        };
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
