package sigil.mcp.auth;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A passphrase as it is compared: what somebody typed, prepared by the profile OpaqueString of RFC 8265 section 4.2, so that the same words typed on
 * another keyboard or system are the same characters. Spaces count, wherever they stand; upper and lower case differ.
 *
 * <p>Not a record, and without equality, so that it shows and compares itself nowhere by accident. Its characters are wiped when it is closed.
 */
final class Passphrase implements AutoCloseable {
    /** More than anybody types. Longer ones are not looked at, so that nobody can have megabytes hashed. */
    static final int LONGEST = 1_024;

    private final char[] characters;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /**
     * Takes what somebody typed to prove himself.
     *
     * @param text left as it is; to be wiped by whoever holds it
     * @return empty if no passphrase can be that
     */
    static Optional<Passphrase> typed(char[] text) {
        if (text.length == 0 || text.length > LONGEST) {
            return Optional.empty();
        }
        Passphrase prepared = new Passphrase(normalized(withPlainSpaces(text)));
        if (prepared.isFreeform()) {
            return Optional.of(prepared);
        }
        prepared.close();
        return Optional.empty();
    }

    /**
     * Takes what a member chose for his passphrase.
     *
     * @param text   left as it is; to be wiped by whoever holds it
     * @param member his name, which is no secret
     * @throws IllegalArgumentException if it is not good enough; the message is for the member and names the cure
     */
    static Passphrase chosen(char[] text, String member) {
        if (text.length > LONGEST) {
            throw new IllegalArgumentException("The passphrase has more than %d characters; choose a shorter one.".formatted(LONGEST));
        }
        Passphrase chosen = typed(text).orElseThrow(() -> new IllegalArgumentException(text.length == 0
                ? "The passphrase is empty; choose one of at least %d characters, such as four words.".formatted(PassphraseRules.SHORTEST)
                : "The passphrase has an invisible character, such as a control character or a joiner, that other keyboards cannot type; leave it out."));
        PassphraseRules.fault(chosen.characters, member).ifPresent(fault -> {
            chosen.close();
            throw new IllegalArgumentException(fault);
        });
        return chosen;
    }

    /** The secret, not a copy of it. */
    char[] characters() {
        return characters;
    }

    /** RFC 8265 section 4.2.2, rule 2. */
    private static char[] withPlainSpaces(char[] text) {
        char[] mapped = text.clone();
        for (int i = 0; i < mapped.length; i++) {
            if (Character.getType(mapped[i]) == Character.SPACE_SEPARATOR) {
                mapped[i] = ' ';
            }
        }
        return mapped;
    }

    /** RFC 8265 section 4.2.2, rule 4. The normalizer leaves a copy that cannot be wiped, so it is asked only where something is to be done. */
    private static char[] normalized(char[] text) {
        if (Normalizer.isNormalized(CharBuffer.wrap(text), Normalizer.Form.NFC)) {
            return text;
        }
        char[] normalized = Normalizer.normalize(CharBuffer.wrap(text), Normalizer.Form.NFC).toCharArray();
        Arrays.fill(text, '\0');
        return normalized;
    }

    private boolean isFreeform() {
        for (int i = 0; i < characters.length; i += Character.charCount(Character.codePointAt(characters, i))) {
            if (!isFreeform(Character.codePointAt(characters, i))) {
                return false;
            }
        }
        return true;
    }

    /** The FreeformClass of RFC 8264 section 4.3, and stricter in one thing: the joiners, which it allows in some neighbourhoods, are not allowed. */
    private static boolean isFreeform(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                 Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isIgnorable(codePoint) && !isOldJamo(codePoint);
        };
    }

    /** PrecisIgnorableProperties of RFC 8264 section 9.13, as far as they are no format characters. */
    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x034f || codePoint == 0x115f || codePoint == 0x1160 || codePoint == 0x17b4 || codePoint == 0x17b5
                || codePoint >= 0x180b && codePoint <= 0x180f || codePoint == 0x3164 || codePoint >= 0xfe00 && codePoint <= 0xfe0f
                || codePoint == 0xffa0 || codePoint >= 0xe0000 && codePoint <= 0xe0fff;
    }

    /** RFC 8264 section 9.9: what NFC did not put together. */
    private static boolean isOldJamo(int codePoint) {
        return codePoint >= 0x1100 && codePoint <= 0x11ff || codePoint >= 0xa960 && codePoint <= 0xa97f || codePoint >= 0xd7b0 && codePoint <= 0xd7ff;
    }

    /** Wipes the characters. */
    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "…";
    }
}
