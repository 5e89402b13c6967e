package sigil.code.tools;

/**
 * Text of files as a reader is shown it: what would act on a terminal, turn the direction of writing round or hide from the eye is made
 * visible. The structured result keeps what there is.
 */
final class Visible {
    private static final int PICTURES = 0x2400;
    private static final int DELETE = 0x7f;

    private Visible() {
    }

    static String of(String text) {
        if (text.codePoints().noneMatch(Visible::hidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (!hidden(c)) {
                shown.appendCodePoint(c);
            } else if (c < ' ') {
                shown.appendCodePoint(PICTURES + c);
            } else {
                shown.append(String.format("<U+%04X>", c));
            }
        });
        return shown.toString();
    }

    private static boolean hidden(int c) {
        if (c < DELETE) {
            return c < ' ' && c != '\t';
        }
        // joiners are part of many scripts' words, and of emoji
        boolean joiner = c == 0x200c || c == 0x200d;
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> !joiner && c != 0xad;
            default -> false;
        };
    }
}
