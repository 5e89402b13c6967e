package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * Proposals for a value.
 *
 * @param values  the best first; more than 100 are cut, as the schema has it
 * @param total   how many there are
 * @param hasMore whether there are more than {@code values} shows
 */
public record Completion(List<String> values, int total, boolean hasMore) {
    /** Nothing to propose. */
    public static final Completion NONE = of(List.of());
    private static final int MOST = 100;

    /** Copies the values, and cuts them. */
    public Completion {
        hasMore |= values.size() > MOST;
        values = List.copyOf(values.subList(0, Math.min(MOST, values.size())));
    }

    /**
     * Proposals that are all there are.
     *
     * @param values the best first
     * @return the completion
     */
    public static Completion of(List<String> values) {
        return new Completion(values, values.size(), false);
    }

    JsonObject toJson() {
        return JsonCodec.object()
                .add("completion", JsonCodec.object()
                        .add("values", JsonCodec.array(values))
                        .add("total", total)
                        .add("hasMore", hasMore))
                .build();
    }
}
