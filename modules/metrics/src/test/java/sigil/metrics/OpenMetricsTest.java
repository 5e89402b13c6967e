package sigil.metrics;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

class OpenMetricsTest {

    @Test
    void aCounterIsWrittenWithItsTypeItsHelpAndOneLineForEachSeries() {
        Counter counter = new Counter(new Metric("requests", Metric.Type.COUNTER, "", "Requests.", List.of("route", "status")), 10);
        counter.add(2, "/mcp", "200");
        counter.add(1, "/", "404");
        counter.add(3, "/mcp", "200");
        assertThat(OpenMetrics.text(List.of(counter)), is("""
                # TYPE requests counter
                # HELP requests Requests.
                requests_total{route="/",status="404"} 1
                requests_total{route="/mcp",status="200"} 5
                # EOF
                """));
    }

    @Test
    void whatHasNoLabelsIsThereBeforeAnythingWasCounted() {
        Counter counter = new Counter(new Metric("sent_bytes", Metric.Type.COUNTER, "bytes", "Sent.", List.of()), 1);
        assertThat(OpenMetrics.text(List.of(counter)), is("""
                # TYPE sent_bytes counter
                # UNIT sent_bytes bytes
                # HELP sent_bytes Sent.
                sent_bytes_total 0
                # EOF
                """));
    }

    @Test
    void aHistogramIsCumulativeAndItsLastBucketIsItsCount() {
        Histogram histogram = new Histogram(new Metric("took_seconds", Metric.Type.HISTOGRAM, "seconds", "How long.", List.of("tool")), 10);
        histogram.observe(1_000_000, "ping");
        histogram.observe(40_000_000, "ping");
        histogram.observe(90_000_000_000L, "ping");
        List<String> lines = OpenMetrics.text(List.of(histogram)).lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(lines, is(List.of(
                "took_seconds_bucket{tool=\"ping\",le=\"0.001\"} 1",
                "took_seconds_bucket{tool=\"ping\",le=\"0.0025\"} 1",
                "took_seconds_bucket{tool=\"ping\",le=\"0.005\"} 1",
                "took_seconds_bucket{tool=\"ping\",le=\"0.01\"} 1",
                "took_seconds_bucket{tool=\"ping\",le=\"0.025\"} 1",
                "took_seconds_bucket{tool=\"ping\",le=\"0.05\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"0.1\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"0.25\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"0.5\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"1.0\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"2.5\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"5.0\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"10.0\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"30.0\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"60.0\"} 2",
                "took_seconds_bucket{tool=\"ping\",le=\"+Inf\"} 3",
                "took_seconds_count{tool=\"ping\"} 3",
                "took_seconds_sum{tool=\"ping\"} 90.041")));
    }

    @Test
    void textOfStrangersCannotEndALineOrALabel() {
        Reading reading = Reading.of(new Metric("known", Metric.Type.GAUGE, "", "What \"is\"\nknown.", List.of("name")),
                () -> List.of(new Reading.Value(List.of("a\"} 1\nb\\"), 0.5)));
        String text = OpenMetrics.text(List.of(reading));
        assertThat(text, containsString("# HELP known What \\\"is\\\"\\nknown.\n"));
        assertThat(text, containsString("known{name=\"a\\\"} 1\\nb\\\\\"} 0.5\n"));
        assertThat(text.lines().toList(), hasSize(4));
    }

    @Test
    void whatIsNotKnownHasNoSample() {
        Reading reading = Reading.of(new Metric("age_seconds", Metric.Type.GAUGE, "seconds", "Age.", List.of()), () -> Double.NaN);
        assertThat(OpenMetrics.text(List.of(reading)), endsWith("# HELP age_seconds Age.\n# EOF\n"));
    }

    @Test
    void anInfoIsOneWithItsTextInLabels() {
        Reading reading = Reading.of(new Metric("build", Metric.Type.INFO, "", "The build.", List.of("version")),
                () -> List.of(new Reading.Value(List.of("1.2"), 1)));
        assertThat(OpenMetrics.text(List.of(reading)), containsString("build_info{version=\"1.2\"} 1\n"));
    }

    @Test
    void valuesBeyondTheBoundAreOneSeries() {
        Counter counter = new Counter(new Metric("seen", Metric.Type.COUNTER, "", "Seen.", List.of("where")), 3);
        IntStream.range(0, 1_000).forEach(i -> counter.add(1, "place" + i));
        assertThat(counter.samples().stream().map(sample -> sample.labels().getFirst().value() + " " + (long) sample.value()).toList(),
                is(List.of("other 997", "place0 1", "place1 1", "place2 1")));
    }
}
