package sigil.tunnel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the tickets of requests, and knows the proof that the origin gives for each: see docs/reference/routes.md. */
final class ProbeSigner {
    private static final int NONCE_BYTES = 16;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    ProbeSigner(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** A ticket for one request. */
    ProbeTicket ticket(String method, String target, Instant now) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String seconds = String.valueOf(now.getEpochSecond());
        return new ProbeTicket(nonce, "v1." + seconds + "." + nonce + "." + mac("sigil-probe-ticket", method, target, seconds, nonce));
    }

    /** Whether a proof is that of the nonce. */
    boolean proves(String nonce, String proof) {
        return MessageDigest.isEqual(mac("sigil-probe-answer", nonce).getBytes(StandardCharsets.US_ASCII), proof.getBytes(StandardCharsets.UTF_8));
    }

    private String mac(String... lines) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String line : lines) {
                mac.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
