package sigil.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts how often something took how long, from a millisecond to a minute. */
public final class Histogram implements Family {
    private static final double NANOS = 1e9;
    /** Upper bounds in seconds; a request from memory takes less than the first, the longest call 45 s. */
    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    private final Metric metric;
    private final Series<Buckets> series;

    /** What came between two bounds; the last has no upper one. */
    private static final class Buckets {
        private final LongAdder[] counts = Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
        private final LongAdder nanos = new LongAdder();
    }

    /**
     * A histogram of nothing.
     *
     * @param metric of the type {@link Metric.Type#HISTOGRAM}, in seconds
     * @param most   how many combinations of values are told apart, at least 1; the rest is counted as {@code other}
     * @throws IllegalArgumentException if it is of another type or unit
     */
    public Histogram(Metric metric, int most) {
        if (metric.type() != Metric.Type.HISTOGRAM || !metric.unit().equals("seconds")) {
            throw new IllegalArgumentException(metric.name() + " is no histogram of seconds.");
        }
        this.metric = metric;
        this.series = new Series<>(metric, most, Buckets::new);
    }

    /**
     * Something took this long.
     *
     * @param nanos  nanoseconds, not negative
     * @param values of the labels, in their order
     */
    public void observe(long nanos, String... values) {
        Buckets buckets = series.at(values);
        int i = 0;
        while (i < BOUNDS.length && nanos > BOUNDS[i] * NANOS) {
            i++;
        }
        buckets.counts[i].increment();
        buckets.nanos.add(nanos);
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        series.all().forEach((values, buckets) -> {
            List<Label> labels = Series.labels(metric, values);
            long below = 0;
            for (int i = 0; i <= BOUNDS.length; i++) {
                below += buckets.counts[i].sum();
                String bound = i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf";
                samples.add(new Sample("_bucket", Stream.concat(labels.stream(), Stream.of(new Label("le", bound))).toList(), below));
            }
            // the sum of the buckets, not a number of its own: whoever counts meanwhile must not make the two disagree
            samples.add(new Sample("_count", labels, below));
            samples.add(new Sample("_sum", labels, buckets.nanos.sum() / NANOS));
        });
        return samples;
    }
}
