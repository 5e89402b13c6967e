package sigil.mcp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret itself: the prefix of its kind, and 256 random bits in base64url (RFC 4648 section 5, without padding).
 *
 * <p>Not a record, and without equality, so that it shows and compares itself nowhere by accident.
 */
public final class TokenText {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secret kind;
    private final String text;

    private TokenText(Secret kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    static TokenText random(Secret kind) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(kind, bytes);
    }

    /** A secret that follows from another one; 32 bytes that nobody can guess. */
    static TokenText of(Secret kind, byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A secret has " + BYTES + " bytes, not " + bytes.length);
        }
        return new TokenText(kind, kind.prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Takes what a client presented, if it has the form of a secret of this kind at all: whatever has not is never hashed. */
    static Optional<TokenText> parse(Secret kind, String presented) {
        return kind.isFormOf(presented) ? Optional.of(new TokenText(kind, presented)) : Optional.empty();
    }

    Secret kind() {
        return kind;
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
     * The secret, to be shown once to whom it belongs.
     *
     * @return its characters, prefix included
     */
    public String reveal() {
        return text;
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return kind.prefix() + "…";
    }
}
