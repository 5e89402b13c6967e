package sigil.mcp.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key by which a program of this box and its server know each other through whatever lies between them: it lies in the state directory and is sent
 * nowhere. Such a program puts a ticket into the header {@code Sigil-Probe}; the server answers with a proof in {@code Sigil-Probe-Answer}.
 *
 * <p>A ticket is {@code v1.<seconds since 1970>.<nonce>.<MAC>}, where the nonce is 22 characters of base64url and the MAC is HMAC-SHA-256, in base64url,
 * over the lines {@code sigil-probe-ticket}, method, target, seconds and nonce, each ended by a line feed. The proof is the same over the lines
 * {@code sigil-probe-answer} and nonce. Nobody gets a proof without a ticket, and a ticket says nothing about the proof: who listens on the way can
 * make neither.
 */
public final class ProbeKey {
    /** How long a key is. */
    public static final int BYTES = 32;
    /** How far the time of a ticket may be from now. */
    static final Duration WINDOW = Duration.ofSeconds(60);

    private static final Pattern TICKET = Pattern.compile("v1\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");

    private final SecretKeySpec key;

    /**
     * Takes a copy.
     *
     * @param bytes 32 random bytes
     * @throws IllegalArgumentException if it is another number of bytes
     */
    public ProbeKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A probe key has " + BYTES + " bytes, not " + bytes.length + ".");
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** The nonce of a ticket that was made with this key for this request and not long ago; the comparison takes as long whatever it finds. */
    Optional<String> nonce(String ticket, String method, String target, Instant now) {
        Matcher parts = TICKET.matcher(ticket);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String seconds = parts.group(1);
        String nonce = parts.group(2);
        byte[] mac = mac("sigil-probe-ticket", method, target, seconds, nonce).getBytes(StandardCharsets.US_ASCII);
        boolean ours = MessageDigest.isEqual(mac, parts.group(3).getBytes(StandardCharsets.US_ASCII));
        boolean fresh = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now).abs().compareTo(WINDOW) <= 0;
        return ours && fresh ? Optional.of(nonce) : Optional.empty();
    }

    /** The proof that belongs to a nonce. */
    String proof(String nonce) {
        return mac("sigil-probe-answer", nonce);
    }

    private String mac(String... lines) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String line : lines) {
                mac.update(line.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) '\n');
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
