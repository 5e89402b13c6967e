package sigil.code.search;

import sigil.code.index.Folding;

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
            at += Character.toChars(Folding.fold(c), out, at);
        }
        return new String(out);
    }

    static boolean hasUpperCase(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase);
    }
}
