package sigil.mcp.auth;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a passphrase, with everything that is needed to compare it: {@code $pbkdf2-sha512$i=210000,l=32$SALT$HASH}, the string format of
 * the Password Hashing Competition, with Base64 without padding (RFC 4648 section 4). So the cost can rise without a word about the hashes that are
 * there.
 *
 * <p>Not a record: it holds arrays, and nothing but {@link #text()} should show them.
 */
final class PassphraseHash {
    static final int SALT_BYTES = 16;
    static final int HASH_BYTES = 32;
    /** A quarter of a minute: a row that somebody wrote into the database must not stop the server. */
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final Pattern FORM = Pattern.compile("\\$pbkdf2-sha512\\$i=([1-9][0-9]{0,8}),l=32\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PassphraseHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes with a salt of its own. */
    static PassphraseHash of(Passphrase passphrase, int iterations, Stretch stretch) {
        byte[] salt = random(SALT_BYTES);
        return new PassphraseHash(iterations, salt, stretch.derive(passphrase.characters(), salt, iterations));
    }

    /** The hash of no passphrase at all, to be compared where there is no other. */
    static PassphraseHash ofNone(int iterations) {
        return new PassphraseHash(iterations, random(SALT_BYTES), random(HASH_BYTES));
    }

    /** Reads {@link #text()}; empty for anything else. */
    static Optional<PassphraseHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) > MOST_ITERATIONS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PassphraseHash(Integer.parseInt(form.group(1)), Base64.getDecoder().decode(form.group(2)),
                    Base64.getDecoder().decode(form.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it is kept. */
    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$pbkdf2-sha512$i=%d,l=%d$%s$%s".formatted(iterations, HASH_BYTES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    /**
     * Whether this is the hash of a passphrase; how long it takes does not depend on where they differ.
     *
     * @param least at least so many iterations are computed, though the hash may have fewer: one that is older must not be known by its speed
     */
    boolean matches(Passphrase passphrase, int least, Stretch stretch) {
        boolean same = MessageDigest.isEqual(hash, stretch.derive(passphrase.characters(), salt, iterations));
        if (iterations < least) {
            stretch.derive(passphrase.characters(), salt, least - iterations);
        }
        return same;
    }

    /** Whether it costs less to compute than hashes that are made now. */
    boolean needsRehash(int current) {
        return iterations < current;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Hides the hash. */
    @Override
    public String toString() {
        return "$pbkdf2-sha512$i=%d…".formatted(iterations);
    }

    /** A function that is slow on purpose. */
    @FunctionalInterface
    interface Stretch {
        /**
         * Derives the bytes to keep.
         *
         * @param characters neither kept nor changed
         * @return {@value #HASH_BYTES} bytes
         */
        byte[] derive(char[] characters, byte[] salt, int iterations);
    }
}
