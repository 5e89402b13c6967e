package sigil.metrics;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** What is not counted here, but known elsewhere and looked up when somebody asks. */
public final class Reading implements Family {
    private final Metric metric;
    private final Supplier<List<Value>> source;

    /**
     * What was found.
     *
     * @param labels values of the labels, in their order
     * @param value  any number; of a counter not below the one before, of an info 1
     */
    public record Value(List<String> labels, double value) {
        /** Copies the list. */
        public Value {
            labels = List.copyOf(labels);
        }
    }

    private Reading(Metric metric, Supplier<List<Value>> source) {
        if (metric.type() == Metric.Type.HISTOGRAM) {
            throw new IllegalArgumentException(metric.name() + " cannot be read as one value.");
        }
        this.metric = metric;
        this.source = source;
    }

    /**
     * Values with labels.
     *
     * @param metric no histogram
     * @param source asked each time somebody reads; its series are told apart by their labels
     * @return the reading
     * @throws IllegalArgumentException if it is a histogram
     */
    public static Reading of(Metric metric, Supplier<List<Value>> source) {
        return new Reading(metric, source);
    }

    /**
     * One value without labels.
     *
     * @param metric no histogram
     * @param source asked each time somebody reads; NaN where there is nothing to tell, which is then left out
     * @return the reading
     * @throws IllegalArgumentException if it is a histogram
     */
    public static Reading of(Metric metric, DoubleSupplier source) {
        return new Reading(metric, () -> List.of(new Value(List.of(), source.getAsDouble())));
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public List<Sample> samples() {
        return source.get().stream().filter(value -> !Double.isNaN(value.value()))
                .map(value -> new Sample(metric.endings().getFirst(), Series.labels(metric, value.labels()), value.value())).toList();
    }
}
