package sigil.mcp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * A code that a person reads in one place and types in another: eight consonants, so that no word comes of it, which is 34 bits (RFC 8628 section
 * 6.1). It lives for minutes, and whoever guesses is slowed down.
 *
 * @param letters eight of the alphabet
 */
record UserCode(String letters) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    static UserCode random() {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new UserCode(letters.toString());
    }

    /** A code that follows from bytes that nobody can guess; at least eight. */
    static UserCode of(byte[] bytes) {
        StringBuilder letters = new StringBuilder(LENGTH);
        var number = new java.math.BigInteger(1, bytes);
        var base = java.math.BigInteger.valueOf(ALPHABET.length());
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(number.mod(base).intValue()));
            number = number.divide(base);
        }
        return new UserCode(letters.toString());
    }

    /** What somebody typed, in upper or lower case, with or without the dash, with spaces. */
    static Optional<UserCode> parse(String typed) {
        if (typed.length() > 40) {
            return Optional.empty();
        }
        String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return letters.length() == LENGTH && letters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** As it is shown: {@code BCDF-GHJK}. */
    String shown() {
        return letters.substring(0, 4) + "-" + letters.substring(4);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
