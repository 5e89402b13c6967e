package sigil.mcp.auth;

import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 with HMAC-SHA-512 (RFC 8018 section 5.2) over the UTF-8 form of the characters, as the JDK has it. */
final class Pbkdf2 {
    private Pbkdf2() {
    }

    static byte[] derive(char[] characters, byte[] salt, int iterations) {
        // it copies the characters
        PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, PassphraseHash.HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException("The JDK lacks PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
        }
    }
}
