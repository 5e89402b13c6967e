package sigil.metrics;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertThrows;

class MetricTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "a-b", "a_total", "a_info", "a b"})
    void aNameIsOneThatOpenMetricsTakes(String name) {
        assertThrows(IllegalArgumentException.class, () -> new Metric(name, Metric.Type.GAUGE, "", "Help.", List.of()));
    }

    @Test
    void aNameEndsWithItsUnit() {
        assertThrows(IllegalArgumentException.class, () -> new Metric("took", Metric.Type.GAUGE, "seconds", "Help.", List.of()));
    }

    @Test
    void aLabelIsNamedOnceAndIsNotThatOfBuckets() {
        assertThrows(IllegalArgumentException.class, () -> new Metric("took", Metric.Type.GAUGE, "", "Help.", List.of("le")));
        assertThrows(IllegalArgumentException.class, () -> new Metric("took", Metric.Type.GAUGE, "", "Help.", List.of("a", "a")));
    }

    @Test
    void aMetricSaysWhatItIs() {
        assertThrows(IllegalArgumentException.class, () -> new Metric("took", Metric.Type.GAUGE, "", " ", List.of()));
    }

    @Test
    void nothingIsCountedWithMoreOrFewerValuesThanThereAreLabels() {
        Counter counter = new Counter(new Metric("seen", Metric.Type.COUNTER, "", "Seen.", List.of("where")), 3);
        assertThrows(IllegalArgumentException.class, () -> counter.add(1));
        assertThrows(IllegalArgumentException.class, () -> counter.add(1, "a", "b"));
    }

    @Test
    void eachKindTakesItsOwnType() {
        Metric gauge = new Metric("took_seconds", Metric.Type.GAUGE, "seconds", "Help.", List.of());
        Metric histogram = new Metric("took_seconds", Metric.Type.HISTOGRAM, "seconds", "Help.", List.of());
        assertThrows(IllegalArgumentException.class, () -> new Counter(gauge, 1));
        assertThrows(IllegalArgumentException.class, () -> new Histogram(gauge, 1));
        assertThrows(IllegalArgumentException.class, () -> Reading.of(histogram, () -> 1));
    }
}
