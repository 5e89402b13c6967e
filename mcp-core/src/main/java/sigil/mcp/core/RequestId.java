package sigil.mcp.core;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The id of a request, kept as it came so that it goes back as it came.
 *
 * @param value a JSON string or an integral JSON number
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
            case JsonNumber number when number.isIntegral() -> Optional.of(new RequestId(number));
            case null, default -> Optional.empty();
        };
    }
}
