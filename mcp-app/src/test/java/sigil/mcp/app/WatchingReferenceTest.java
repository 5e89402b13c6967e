package sigil.mcp.app;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.metrics.Family;
import sigil.metrics.Metric;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.empty;

/** docs/watching.md and the dashboard know what the program measures, and nothing else. */
class WatchingReferenceTest {
    private static final Path DOCUMENT = Path.of("../docs/watching.md");
    private static final Path DASHBOARD = Path.of("../deploy/grafana-dashboard.json");
    private static final Pattern NAME = Pattern.compile("\\b(?:sigil_mcp|process|jvm)_[a-z0-9_]+");
    private static final Pattern SELECTED = Pattern.compile("\\b((?:sigil_mcp|process|jvm)_[a-z0-9_]+)\\{([^}]*)\\}");

    @TempDir
    private static Path directory;
    private static List<Metric> metrics;

    @BeforeAll
    static void measured() throws IOException {
        Files.createDirectories(directory.resolve("app"));
        Configuration configuration = Loaded.load(Map.of(), "--repo", directory.resolve("app").toString(), "--set",
                "state.directory=" + directory.resolve("state"));
        try (Features features = Features.open(configuration)) {
            metrics = new Figures(features).families().stream().map(Family::metric).toList();
        }
    }

    private static Set<String> samples() {
        return metrics.stream().flatMap(metric -> metric.endings().stream().map(ending -> metric.name() + ending)).collect(Collectors.toSet());
    }

    @Test
    void noNameIsGivenTwice() {
        assertThat(metrics.size(), greaterThan(20));
        assertThat(new TreeSet<>(metrics.stream().map(Metric::name).toList()).size(), is(metrics.size()));
    }

    @Test
    void everyMetricHasItsRowWithTypeUnitLabelsAndMeaning() throws IOException {
        List<String> rows = metrics.stream().map(WatchingReferenceTest::row).toList();
        List<String> written = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `(sigil_mcp|process|jvm)_[a-z0-9_]+` \\|.*")).toList();
        assertThat(written, containsInAnyOrder(rows.toArray(String[]::new)));
    }

    private static String row(Metric metric) {
        String name = metric.name() + (metric.type() == Metric.Type.HISTOGRAM ? "" : metric.endings().getFirst());
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + name + "` | " + metric.type().word() + " | " + metric.unit() + " | " + labels + " | " + metric.help() + " |";
    }

    @Test
    void everyQueryInTheDocumentNamesWhatIsMeasured() throws IOException {
        List<String> queries = Files.readAllLines(DOCUMENT).stream().filter(line -> line.matches("\\| `.*(==|>).*")).toList();
        assertThat(queries.size(), greaterThan(3));
        assertThat(names(String.join("\n", queries)), everyItem(is(in(samples()))));
    }

    @Test
    void everyQueryOfTheDashboardNamesWhatIsMeasured() throws IOException, MalformedJsonException {
        List<String> queries = queries();
        assertThat(queries.size(), greaterThan(25));
        for (String query : queries) {
            assertThat(query, names(query), is(not(empty())));
            assertThat(query, names(query), everyItem(is(in(samples()))));
        }
    }

    @Test
    void everyLabelThatTheDashboardAsksForIsOneOfTheMetric() throws IOException, MalformedJsonException {
        for (String query : queries()) {
            SELECTED.matcher(query).results().forEach(match -> {
                List<String> labels = new ArrayList<>(metrics.stream().filter(metric -> metric.endings().stream()
                        .anyMatch(ending -> match.group(1).equals(metric.name() + ending))).findFirst().orElseThrow().labels());
                labels.add("job");
                for (String selector : match.group(2).split(",")) {
                    assertThat(query, selector.split("[=!]")[0], is(in(labels)));
                }
            });
        }
    }

    @Test
    void theDashboardShowsEverythingThatIsMeasured() throws IOException, MalformedJsonException {
        Set<String> shown = queries().stream().flatMap(query -> names(query).stream()).collect(Collectors.toSet());
        assertThat(metrics.stream().filter(metric -> metric.endings().stream().noneMatch(ending -> shown.contains(metric.name() + ending)))
                .map(Metric::name).toList(), is(empty()));
    }

    @Test
    void panelsDoNotOverlap() throws IOException, MalformedJsonException {
        Set<String> taken = new TreeSet<>();
        for (JsonObject panel : dashboard().getJsonArray("panels").getValuesAs(JsonObject.class)) {
            JsonObject place = panel.getJsonObject("gridPos");
            for (int x = place.getInt("x"); x < place.getInt("x") + place.getInt("w"); x++) {
                for (int y = place.getInt("y"); y < place.getInt("y") + place.getInt("h"); y++) {
                    assertThat(panel.getString("title") + " at " + x + ", " + y, taken.add(x + "," + y) && x < 24, is(true));
                }
            }
        }
    }

    private static List<String> names(String query) {
        return NAME.matcher(query).results().map(match -> match.group()).distinct().toList();
    }

    private static List<String> queries() throws IOException, MalformedJsonException {
        List<String> queries = new ArrayList<>();
        collect(dashboard(), queries);
        return queries;
    }

    private static void collect(JsonValue value, List<String> queries) {
        switch (value) {
            case JsonObject object -> object.forEach((key, inner) -> {
                if (Set.of("expr", "definition").contains(key)) {
                    queries.add(((JsonString) inner).getString());
                }
                collect(inner, queries);
            });
            case JsonArray array -> array.forEach(inner -> collect(inner, queries));
            default -> { }
        }
    }

    private static JsonObject dashboard() throws IOException, MalformedJsonException {
        return new JsonInput(64).read(Files.readAllBytes(DASHBOARD)).asJsonObject();
    }
}
