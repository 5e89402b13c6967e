package sigil.mcp.benchmarks;

/**
 * What is measured again and again.
 *
 * @param variant     the server
 * @param era         how it is asked
 * @param connections by how many at once
 */
record Series(Variant variant, Era era, int connections) {

    /** What it is compared with. */
    Series bare() {
        return new Series(Variant.BARE, era, connections);
    }
}
