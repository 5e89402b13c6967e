package sigil.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened. */
public final class Counter implements Family {
    private final Metric metric;
    private final Series<LongAdder> series;

    /**
     * A counter at zero.
     *
     * @param metric of the type {@link Metric.Type#COUNTER}
     * @param most   how many combinations of values are told apart, at least 1; the rest is counted as {@code other}
     * @throws IllegalArgumentException if it is of another type
     */
    public Counter(Metric metric, int most) {
        if (metric.type() != Metric.Type.COUNTER) {
            throw new IllegalArgumentException(metric.name() + " is no counter.");
        }
        this.metric = metric;
        this.series = new Series<>(metric, most, LongAdder::new);
    }

    /**
     * Adds to it.
     *
     * @param amount not negative
     * @param values of the labels, in their order
     */
    public void add(long amount, String... values) {
        series.at(values).add(amount);
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public List<Sample> samples() {
        return series.all().entrySet().stream()
                .map(entry -> new Sample("_total", Series.labels(metric, entry.getKey()), entry.getValue().sum())).toList();
    }
}
