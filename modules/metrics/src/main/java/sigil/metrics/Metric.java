package sigil.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is measured under one name, as OpenMetrics 1.0 has it.
 *
 * @param name   of the family, without the ending of its samples; ends with the unit where there is one
 * @param type   how its samples are to be read
 * @param unit   a base unit such as {@code seconds} or {@code bytes}; empty where things are counted
 * @param help   a sentence for people: what exactly is measured
 * @param labels what its samples are told apart by, in the order in which values are given
 */
public record Metric(String name, Type type, String unit, String help, List<String> labels) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** How the samples of a family are to be read. */
    public enum Type {
        /** what only grows while the process lives; its sample ends in {@code _total} */
        COUNTER,
        /** what goes up and down */
        GAUGE,
        /** how often something took how long; its samples end in {@code _bucket}, {@code _count} and {@code _sum} */
        HISTOGRAM,
        /** a text that does not change, as labels of a sample that ends in {@code _info} */
        INFO;

        /** @return the word of OpenMetrics */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that OpenMetrics takes it.
     *
     * @throws IllegalArgumentException if it does not
     */
    public Metric {
        labels = List.copyOf(labels);
        if (!NAME.matcher(name).matches() || name.endsWith("_total") || name.endsWith("_info")) {
            throw new IllegalArgumentException(name + " is no name of a family.");
        }
        if (!unit.isEmpty() && !name.endsWith("_" + unit)) {
            throw new IllegalArgumentException(name + " does not end with its unit, " + unit + ".");
        }
        if (!labels.stream().allMatch(label -> NAME.matcher(label).matches() && !label.equals("le")) || new HashSet<>(labels).size() < labels.size()) {
            throw new IllegalArgumentException(name + " has labels that are none: " + labels);
        }
        if (help.isBlank()) {
            throw new IllegalArgumentException(name + " does not say what it is.");
        }
    }

    /** @return the endings of its samples, of which each is a name that can be asked for */
    public List<String> endings() {
        return switch (type) {
            case COUNTER -> List.of("_total");
            case GAUGE -> List.of("");
            case HISTOGRAM -> List.of("_bucket", "_count", "_sum");
            case INFO -> List.of("_info");
        };
    }
}
