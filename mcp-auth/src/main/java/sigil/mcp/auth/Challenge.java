package sigil.mcp.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@code WWW-Authenticate} challenge of the scheme {@code Bearer} (RFC 6750 section 3, RFC 9110 section 11.6.1).
 *
 * @param attributes the attributes in the order in which they are written; names are RFC 9110 tokens, values hold the characters that
 *                   RFC 6750 section 3 allows, which need no escape
 */
public record Challenge(SequencedMap<String, String> attributes) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern VALUE = Pattern.compile("[ !#-\\[\\]-~]*");

    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if a name or a value has a character that may not stand there
     */
    public Challenge {
        attributes.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("The challenge attribute %s has a character that RFC 6750 does not allow.".formatted(name));
            }
        });
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
    }

    /**
     * A challenge that only says where one is.
     *
     * @param realm the name of the protected space
     * @return the challenge
     */
    public static Challenge of(String realm) {
        return new Challenge(new LinkedHashMap<>(Map.of("realm", realm)));
    }

    /**
     * This challenge with one more attribute, such as {@code resource_metadata} (RFC 9728 section 5.1), or with another value of it.
     *
     * @param name  the attribute
     * @param value its value, unquoted
     * @return another challenge
     * @throws IllegalArgumentException if name or value has a character that may not stand there
     */
    public Challenge with(String name, String value) {
        var extended = new LinkedHashMap<>(attributes);
        extended.put(name, value);
        return new Challenge(extended);
    }

    /**
     * This challenge with the reason of a refusal (RFC 6750 section 3.1).
     *
     * @param code        an error code such as {@code invalid_token}
     * @param description a sentence for the developer of the client
     * @return another challenge
     */
    public Challenge error(String code, String description) {
        return with("error", code).with("error_description", description);
    }

    /**
     * The value of the header.
     *
     * @return such as {@code Bearer realm="sigil-mcp", scope="read"}
     */
    public String header() {
        return attributes.entrySet().stream()
                .map(attribute -> attribute.getKey() + "=\"" + attribute.getValue() + "\"")
                .collect(Collectors.joining(", ", "Bearer ", ""));
    }
}
