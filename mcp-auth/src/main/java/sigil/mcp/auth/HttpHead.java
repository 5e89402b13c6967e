package sigil.mcp.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer of HTTP/1.1 begins with (RFC 9112 sections 4 and 5).
 *
 * @param status the status code
 * @param fields names in lower case, each with its values in their order
 */
record HttpHead(int status, Map<String, List<String>> fields) {
    private static final int MOST_FIELDS = 100;
    private static final int MOST_INTERIM = 5;
    private static final String NO_HTTP = "The host's answer is no HTTP/1.1.";

    /**
     * Reads the head of the final answer; interim ones (RFC 9110 section 15.2) are passed over.
     *
     * @throws FetchException if there is none
     */
    static HttpHead read(LineReader lines) throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            int status = status(lines.line());
            Map<String, List<String>> fields = fields(lines);
            if (status >= 200) {
                return new HttpHead(status, fields);
            }
        }
        throw new FetchException("The host's answer has only begun, several times over, and does not come.");
    }

    private static int status(String line) throws FetchException {
        boolean known = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
        if (!known || line.length() < 12 || line.length() > 12 && line.charAt(12) != ' ') {
            throw new FetchException(NO_HTTP);
        }
        String code = line.substring(9, 12);
        if (!code.chars().allMatch(c -> c >= '0' && c <= '9') || code.charAt(0) == '0') {
            throw new FetchException(NO_HTTP);
        }
        return Integer.parseInt(code);
    }

    private static Map<String, List<String>> fields(LineReader lines) throws IOException {
        Map<String, List<String>> fields = new HashMap<>();
        int count = 0;
        for (String line = lines.line(); !line.isEmpty(); line = lines.line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !isToken(line.substring(0, colon))) {
                throw new FetchException(NO_HTTP);
            }
            if (++count > MOST_FIELDS) {
                throw new FetchException("The host's answer has more header fields than this server reads.");
            }
            fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return fields;
    }

    // RFC 9110 section 5.6.2; a line that goes on with a space is none, so folded fields are refused as RFC 9112 section 5.2 allows
    private static boolean isToken(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    /** All values of a field. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The first value of a field. */
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Whether the content is JSON: {@code application/json}, or a type with the suffix of RFC 6839 section 3.1. */
    boolean isJson() {
        if (all("content-type").size() != 1) {
            return false;
        }
        String type = all("content-type").getFirst().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json")
                || type.startsWith("application/") && type.endsWith("+json") && isToken(type.substring("application/".length()))
                && type.length() > "application/+json".length();
    }

    /** Whether the content is as it was written: none of the codings that nobody asked for (RFC 9110 section 8.4). */
    boolean isPlain() {
        return all("content-encoding").stream().allMatch("identity"::equalsIgnoreCase);
    }
}
