package sigil.mcp.core;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The id of a request, kept as it came so that it goes back as it came. Two ids are the same where JSON says so: {@code 1} is {@code 1.0}.
 *
 * @param value a JSON string or a JSON number that is an integer; JSON null for an answer to something whose id could
 *              not be read
 */
public record RequestId(JsonValue value) {

    /**
     * Reads an id.
     *
     * @param value the member {@code id} of a message
     * @return the id, or empty where MCP does not allow such a value: null, fractions, booleans, structures
     */
    static Optional<RequestId> of(JsonValue value) {
        return switch (value) {
            case JsonString string -> Optional.of(new RequestId(string));
            case JsonNumber number when integer(number) -> Optional.of(new RequestId(number));
            case null, default -> Optional.empty();
        };
    }

    /** Whether a number is one of the integers, however it is written (JSON Schema 2020-12, validation, section 6.1.1). */
    static boolean integer(JsonNumber number) {
        return number.isIntegral() || number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestId(JsonValue its) && same(value).equals(same(its));
    }

    @Override
    public int hashCode() {
        return same(value).hashCode();
    }

    /** What all ways to write a value have in common. */
    private static Object same(JsonValue value) {
        return value instanceof JsonNumber number ? number.bigDecimalValue().stripTrailingZeros() : value;
    }
}
