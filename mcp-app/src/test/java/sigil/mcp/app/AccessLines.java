package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The access log of a server that runs.
 *
 * @param log all that it wrote so far
 */
record AccessLines(Supplier<List<String>> log) {
    private static final String LOGGER = " sigil.access ";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A search of all of the large repository takes twice as long, since only the limit of a call ends it. */
    private static final Duration SHORT = Duration.ofSeconds(20);

    /** The requests that have been answered, whoever has an access token of that name, whose line has this value in a field. */
    List<JsonObject> of(String caller, String field, String value) {
        return log.get().stream()
                .filter(line -> line.contains(LOGGER))
                .map(line -> Rpc.parse(line.substring(line.indexOf(LOGGER) + LOGGER.length())).asJsonObject())
                .filter(line -> line.getString("caller", "").equals(caller) && line.getString(field, "").equals(value))
                .toList();
    }

    /** Waits until there are so many of them. */
    List<JsonObject> await(String caller, String field, String value, int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (of(caller, field, value).size() < count && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return of(caller, field, value);
    }

    /** Whether so many searches have ended, each before its time. */
    boolean searchesEnded(String caller, int count) {
        List<JsonObject> calls = await(caller, "tool", "search_code", count);
        return calls.size() == count && calls.stream().allMatch(call -> call.getJsonNumber("ms").doubleValue() < SHORT.toMillis());
    }
}
