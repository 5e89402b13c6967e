package sigil.mcp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret itself: {@code sigil_} and 256 random bits in base64url (RFC 4648 section 5, without padding).
 *
 * <p>Not a record, and without equality, so that it shows and compares itself nowhere by accident.
 */
public final class TokenText {
    private static final String PREFIX = "sigil_";
    private static final int BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private TokenText(String text) {
        this.text = text;
    }

    static TokenText random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TokenText(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Takes what a client presented, if it has the form of a token at all: whatever is longer is never hashed. */
    static Optional<TokenText> parse(String presented) {
        return presented.length() == LENGTH && presented.startsWith(PREFIX) && isBase64Url(presented)
                ? Optional.of(new TokenText(presented))
                : Optional.empty();
    }

    private static boolean isBase64Url(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** SHA-256 without salt or stretching, which 256 random bits do not need. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * The secret, to be shown to the owner once.
     *
     * @return 49 characters
     */
    public String reveal() {
        return text;
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
