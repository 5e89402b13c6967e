package sigil.code.index;

import java.util.List;

/**
 * The characters that one place of a pattern may match: at least those that it does match, and perhaps others.
 *
 * @param low    the members among U+0000 to U+003F, a bit for each
 * @param high   the members among U+0040 to U+007F
 * @param beyond whether there may be members above
 * @param texts  all members, each as the folded bytes of {@link TrigramQuery#folded}, where they are few and certain; else empty
 */
public record CharacterSet(long low, long high, boolean beyond, List<String> texts) {

    /** Every character. */
    public static final CharacterSet ALL = new CharacterSet(-1, -1, true, List.of());

    /** Copies the texts. */
    public CharacterSet {
        texts = List.copyOf(texts);
    }

    /**
     * Whether an ASCII character may be a member.
     *
     * @param c 0 to 127
     * @return whether it may
     */
    public boolean has(int c) {
        return ((c < 64 ? low : high) >>> c & 1) != 0;
    }
}
