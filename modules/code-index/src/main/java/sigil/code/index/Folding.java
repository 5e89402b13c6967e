package sigil.code.index;

/** How letters lose their case, in the index and in whoever compares without regard to case: there is no second way, or candidates would be missed. */
public final class Folding {

    private Folding() {
    }

    /**
     * Unicode simple case folding of one character.
     *
     * @param codePoint any
     * @return what all its cases fold to; as many {@code char}s as the character itself
     */
    public static int fold(int codePoint) {
        if (codePoint < 128) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }
        // the two Turkic letters fold to nothing else unless the language is known
        return codePoint == 0x130 || codePoint == 0x131 ? codePoint : Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
