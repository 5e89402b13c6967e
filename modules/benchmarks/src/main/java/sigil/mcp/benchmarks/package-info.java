/**
 * A load generator and the servers that it compares. The servers run in processes of their own; a round of load goes to each in turn, so that
 * whatever else the machine does falls on all of them alike.
 */
package sigil.mcp.benchmarks;
