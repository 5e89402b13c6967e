package sigil.mcp.benchmarks;

import java.util.Collection;

/** Figures from figures. */
final class Stats {

    private Stats() {
    }

    /** A percentile of sorted values. */
    static long percentile(long[] sorted, double percent) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.round(percent / 100 * (sorted.length - 1)))];
    }

    static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
