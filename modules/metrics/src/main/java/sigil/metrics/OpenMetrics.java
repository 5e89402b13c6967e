package sigil.metrics;

import java.util.Collection;
import java.util.List;

/** The text of OpenMetrics 1.0 (github.com/prometheus/OpenMetrics), which Prometheus and its like fetch. */
public final class OpenMetrics {
    /** What the text is, for {@code Content-Type}. */
    public static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final int USUAL_LENGTH = 16 << 10;

    private OpenMetrics() {
    }

    /**
     * Writes down what was measured.
     *
     * @param families each of another name
     * @return the text, to be sent as UTF-8
     */
    public static String text(Collection<? extends Family> families) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        for (Family family : families) {
            write(family, text);
        }
        return text.append("# EOF\n").toString();
    }

    private static void write(Family family, StringBuilder text) {
        Metric metric = family.metric();
        text.append("# TYPE ").append(metric.name()).append(' ').append(metric.type().word()).append('\n');
        if (!metric.unit().isEmpty()) {
            text.append("# UNIT ").append(metric.name()).append(' ').append(metric.unit()).append('\n');
        }
        text.append("# HELP ").append(metric.name()).append(' ').append(escaped(metric.help())).append('\n');
        for (Family.Sample sample : family.samples()) {
            text.append(metric.name()).append(sample.ending());
            writeLabels(sample.labels(), text);
            text.append(' ').append(number(sample.value())).append('\n');
        }
    }

    private static void writeLabels(List<Family.Label> labels, StringBuilder text) {
        char before = '{';
        for (Family.Label label : labels) {
            text.append(before).append(label.name()).append("=\"").append(escaped(label.value())).append('"');
            before = ',';
        }
        text.append(labels.isEmpty() ? "" : "}");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value)
                : Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : String.valueOf(value);
    }
}
