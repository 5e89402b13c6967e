package sigil.mcp.auth;

import java.util.List;
import java.util.Map;

/** What the {@code Authorization} header of a request says, by RFC 6750 section 2.1. */
sealed interface BearerCredentials {
    /** No header, or one of another scheme: the client has yet to learn that a bearer token is wanted. */
    record Missing() implements BearerCredentials {
    }

    /** More than one header, or one that is not a scheme and a token. */
    record Malformed() implements BearerCredentials {
    }

    /** A token in the right form. */
    final class Presented implements BearerCredentials {
        private final String token;

        private Presented(String token) {
            this.token = token;
        }

        /** The secret; this is no record, whose text form would show it. */
        String token() {
            return token;
        }
    }

    /**
     * Reads the credentials.
     *
     * @param headers by name, in a map that does not tell upper from lower case
     */
    static BearerCredentials in(Map<String, List<String>> headers) {
        List<String> values = headers.getOrDefault("Authorization", List.of());
        if (values.size() != 1) {
            return values.isEmpty() ? new Missing() : new Malformed();
        }
        String value = values.getFirst().strip();
        int space = value.indexOf(' ');
        String scheme = space < 0 ? value : value.substring(0, space);
        if (!scheme.equalsIgnoreCase("Bearer")) {
            return new Missing();
        }
        String token = value.substring(scheme.length()).strip();
        return isB64Token(token) ? new Presented(token) : new Malformed();
    }

    /** RFC 6750 section 2.1: {@code 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}; by hand, as it is read on every request. */
    private static boolean isB64Token(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = token.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~+/".indexOf(c) >= 0)) {
                return false;
            }
        }
        return end > 0;
    }
}
