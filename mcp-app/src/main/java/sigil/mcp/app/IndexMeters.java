package sigil.mcp.app;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sigil.metrics.Family;
import sigil.metrics.Metric;
import sigil.metrics.Metric.Type;
import sigil.metrics.Reading;

/**
 * How fresh the index is, looked up when somebody asks.
 *
 * @param facts what the features say of themselves
 */
record IndexMeters(Supplier<Stream<JsonObject>> facts) {

    List<Family> families() {
        return List.of(
                number("sigil_mcp_index_files", "", "Files of a repository that are in the index.", "indexed"),
                number("sigil_mcp_index_pending", "", "Paths that changed and are not in the index yet; searches read them meanwhile.", "pending"),
                number("sigil_mcp_index_oldest_pending_seconds", "seconds",
                        "For how long the oldest of these paths has been known to be out of date; 0 where there is none.", "pending_seconds"),
                Reading.of(new Metric("sigil_mcp_index_phase", Type.GAUGE, "",
                        "1 for what the index does with a repository: none, opening, comparing, compared, current, reading or failed.",
                        List.of("repository", "phase")),
                        () -> repositories().map(repository -> new Reading.Value(List.of(repository.getString("repo"), repository.getString("phase")), 1)).toList()),
                Reading.of(new Metric("sigil_mcp_index_disk_bytes", Type.GAUGE, "bytes", "Size of the index of all repositories on the disk.", List.of()),
                        () -> facts.get().mapToDouble(object -> value(object, "index_bytes")).filter(value -> !Double.isNaN(value)).sum()));
    }

    private Family number(String name, String unit, String help, String key) {
        return Reading.of(new Metric(name, Type.GAUGE, unit, help, List.of("repository")),
                () -> repositories().map(repository -> new Reading.Value(List.of(repository.getString("repo")), value(repository, key))).toList());
    }

    private Stream<JsonObject> repositories() {
        return facts.get().filter(object -> object.containsKey("repositories"))
                .flatMap(object -> object.getJsonArray("repositories").getValuesAs(JsonObject.class).stream());
    }

    private static double value(JsonObject object, String key) {
        return object.get(key) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    }
}
