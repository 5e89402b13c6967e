package sigil.code.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** By what a text is known that is kept nowhere. */
final class Digest {

    /** Of 256 bits: enough that no two texts of one machine meet. */
    private static final int BYTES = 16;

    private Digest() {
    }

    static String of(String text) {
        try {
            var all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
