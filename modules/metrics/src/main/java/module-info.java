/**
 * Counters, histograms and readings, and their text in OpenMetrics. It knows nothing of what is measured, and listens nowhere.
 */
module sigil.metrics {
    /** the one package: the composition says what is measured, and serves the text */
    exports sigil.metrics;
}
