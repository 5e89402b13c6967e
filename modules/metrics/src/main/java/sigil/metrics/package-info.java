/**
 * Measured values, safe for use by all threads at the same time. To count costs a look into a map and an addition; whatever is dear happens when somebody reads.
 * No family grows beyond its bound, whatever values its labels are given.
 */
package sigil.metrics;
