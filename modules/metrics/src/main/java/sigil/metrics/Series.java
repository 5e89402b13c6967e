package sigil.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The series of a family by the values of their labels, never more than so many: whatever comes beyond is one series whose every label is {@code other}. So a
 * stranger who makes up values uses no memory.
 */
final class Series<T> {
    private static final String OTHER = "other";

    private final Metric metric;
    private final int most;
    private final Supplier<T> begin;
    private final Map<List<String>, T> all = new ConcurrentHashMap<>();

    Series(Metric metric, int most, Supplier<T> begin) {
        this.metric = metric;
        this.most = most;
        this.begin = begin;
        if (metric.labels().isEmpty()) {
            // what has only one series is there before anything was counted
            at();
        }
    }

    T at(String... values) {
        if (values.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric.name() + " has the labels " + metric.labels() + ", and values for " + values.length + " of them came.");
        }
        List<String> key = List.of(values);
        T series = all.get(key);
        return series != null ? series : enter(key);
    }

    private synchronized T enter(List<String> key) {
        List<String> place = all.containsKey(key) || all.size() < most ? key : Collections.nCopies(key.size(), OTHER);
        return all.computeIfAbsent(place, _ -> begin.get());
    }

    /** All of them, in the order of their values. */
    Map<List<String>, T> all() {
        Map<List<String>, T> sorted = new TreeMap<>((one, another) -> {
            for (int i = 0; i < one.size(); i++) {
                int order = one.get(i).compareTo(another.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        sorted.putAll(all);
        return sorted;
    }

    static List<Family.Label> labels(Metric metric, List<String> values) {
        List<Family.Label> labels = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            labels.add(new Family.Label(metric.labels().get(i), values.get(i)));
        }
        return labels;
    }
}
