package sigil.mcp.auth;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of secret that this server gives out. Each has a prefix of its own, by which people and scanners for leaked secrets know it, and by which
 * no kind is ever taken for another: behind every prefix stand the same number of characters, and the other prefixes are longer than
 * {@link #PERSONAL}'s and as long as one another.
 */
public enum Secret {
    /** An access token that the owner made on the box. */
    PERSONAL("sigil_"),
    /** An access token of OAuth (RFC 6749 section 1.4). */
    ACCESS("sigil_at_"),
    /** A refresh token (RFC 6749 section 1.5). */
    REFRESH("sigil_rt_"),
    /** An authorization code (RFC 6749 section 1.3.1). */
    CODE("sigil_ac_"),
    /** The secret of a client (RFC 6749 section 2.3.1). */
    CLIENT("sigil_cs_"),
    /** A device code (RFC 8628 section 3.2). */
    DEVICE("sigil_dc_"),
    /** What names an authorization request in a form. */
    REQUEST("sigil_rq_"),
    /** What the browser of an authorization request keeps in a cookie. */
    BROWSER("sigil_br_");

    /** 256 bits in base64url without padding. */
    private static final int RANDOM_LENGTH = 43;

    private final String prefix;

    Secret(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** The kind that a text has the form of; at most one kind has it. */
    static Optional<Secret> of(String text) {
        return Stream.of(values()).filter(kind -> kind.isFormOf(text)).findFirst();
    }

    /** Whether a text is this prefix and as many characters of base64url as there must be: whatever is longer is not even looked through. */
    boolean isFormOf(String text) {
        return text.length() == prefix.length() + RANDOM_LENGTH && text.startsWith(prefix) && isBase64Url(text);
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
}
