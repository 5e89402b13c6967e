package sigil.metrics;

import java.util.List;

/** A metric with what was measured of it. */
public sealed interface Family permits Counter, Histogram, Reading {

    /** @return what is measured */
    Metric metric();

    /** @return what was measured so far, one sample for each line of text; those of one series follow each other */
    List<Sample> samples();

    /**
     * One value.
     *
     * @param ending what follows the name of the family
     * @param labels names and values, in the order of the metric
     * @param value  any number
     */
    record Sample(String ending, List<Label> labels, double value) {
    }

    /**
     * What a sample is told apart by.
     *
     * @param name  of the label
     * @param value any text
     */
    record Label(String name, String value) {
    }
}
