package sigil.code.search;

/** Unicode simple case folding, char for char, so that places in the folded text are places in the text. */
final class CaseFold {

    private CaseFold() {
    }

    static String fold(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) < 128 && (text.charAt(at) < 'A' || text.charAt(at) > 'Z')) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        var out = new char[text.length()];
        text.getChars(0, at, out, 0);
        while (at < out.length) {
            int c = text.codePointAt(at);
            at += Character.toChars(fold(c), out, at);
        }
        return new String(out);
    }

    private static int fold(int c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? c + 32 : c;
        }
        // the two Turkic letters fold to nothing else unless the language is known
        return c == 0x130 || c == 0x131 ? c : Character.toLowerCase(Character.toUpperCase(c));
    }

    static boolean hasUpperCase(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase);
    }
}
