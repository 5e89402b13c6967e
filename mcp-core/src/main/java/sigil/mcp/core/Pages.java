package sigil.mcp.core;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cuts lists into pages. A cursor is sealed and names the last entry that was shown, so a page goes on where the one before it ended even if
 * entries came or went between.
 */
final class Pages {
    private final Seal seal;
    private final int size;

    Pages(Seal seal, int size) {
        this.seal = seal;
        this.size = size;
    }

    /** The cursor among parameters, which is opaque: any string. */
    static Optional<String> cursor(JsonObject params) {
        if (params.containsKey("cursor") && JsonCodec.string(params, "cursor").isEmpty()) {
            throw invalid("params.cursor must be a string: the nextCursor of the page before.");
        }
        return JsonCodec.string(params, "cursor");
    }

    /**
     * One page.
     *
     * @param list    the name of the list in its result, such as {@code tools}
     * @param entries all there are
     * @param key     what tells an entry from the others
     * @param cursor  where the page before ended, or empty for the first
     */
    JsonObject page(String list, List<JsonObject> entries, Function<JsonObject, String> key, Optional<String> cursor) {
        int from = cursor.map(sealed -> after(list, entries, key, sealed)).orElse(0);
        int to = Math.min(entries.size(), from + size);
        JsonArrayBuilder shown = JsonCodec.array();
        entries.subList(from, to).forEach(shown::add);
        JsonObjectBuilder page = JsonCodec.object().add(list, shown);
        if (to < entries.size()) {
            page.add("nextCursor", seal.close("cursor " + list, key.apply(entries.get(to - 1))));
        }
        return page.build();
    }

    private int after(String list, List<JsonObject> entries, Function<JsonObject, String> key, String sealed) {
        String last = seal.open("cursor " + list, sealed).orElseThrow(() -> invalid(
                "params.cursor: this server gave out no such cursor for this list; ask again without one."));
        for (int i = 0; i < entries.size(); i++) {
            if (key.apply(entries.get(i)).equals(last)) {
                return i + 1;
            }
        }
        throw invalid("params.cursor: the list has changed since; ask again without a cursor.");
    }

    private static RpcException invalid(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, message, 200));
    }
}
