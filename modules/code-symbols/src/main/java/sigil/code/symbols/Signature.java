package sigil.code.symbols;

/** How a declaration is written on one line. */
final class Signature {

    private static final int LONGEST = 200;

    private Signature() {
    }

    /** Whether a signature has no room for more. */
    static boolean full(CharSequence text) {
        return text.length() >= LONGEST;
    }

    /** The text, its end cut off where it is longer than a signature may be. */
    static String cut(CharSequence text) {
        if (text.length() < LONGEST) {
            return text.toString();
        }
        int cut = LONGEST - 1;
        return text.subSequence(0, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut) + "…";
    }

    /** A line of a text, without the brace that opens the body. */
    static String of(String line) {
        var out = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < line.length() && !full(out); i++) {
            char c = line.charAt(i);
            if (c <= ' ') {
                gap = !out.isEmpty();
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        if (!full(out) && out.length() > 2 && out.charAt(out.length() - 1) == '{') {
            out.setLength(out.charAt(out.length() - 2) == ' ' ? out.length() - 2 : out.length() - 1);
        }
        return cut(out);
    }
}
