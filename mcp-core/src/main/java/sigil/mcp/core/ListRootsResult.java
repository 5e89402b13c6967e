package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * What a client works on.
 *
 * @param roots its directories
 */
public record ListRootsResult(List<Root> roots) {

    /**
     * A directory on the client's side. It is no right to anything.
     *
     * @param uri  a {@code file:} URI
     * @param name for people, may be empty
     */
    public record Root(String uri, String name) {
    }

    /** Copies the roots. */
    public ListRootsResult {
        roots = List.copyOf(roots);
    }

    static ListRootsResult decode(JsonObject result) {
        if (!(result.get("roots") instanceof JsonArray array)) {
            throw new IllegalArgumentException("roots must be an array");
        }
        return new ListRootsResult(array.stream().map(ListRootsResult::root).toList());
    }

    private static Root root(JsonValue value) {
        if (value instanceof JsonObject object && JsonCodec.string(object, "uri").isPresent()) {
            return new Root(JsonCodec.string(object, "uri").get(), JsonCodec.string(object, "name").orElse(""));
        }
        throw new IllegalArgumentException("each of roots must have a uri");
    }
}
