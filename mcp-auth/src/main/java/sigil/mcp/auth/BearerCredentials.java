package sigil.mcp.auth;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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

    /** RFC 6750 section 2.1, b64token. */
    Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

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
        return B64TOKEN.matcher(token).matches() ? new Presented(token) : new Malformed();
    }
}
