package sigil.mcp.benchmarks;

/** A server to compare; each is the one before and one thing more. */
enum Variant {
    /** A Helidon handler that reads the message and writes the answer, and nothing else. */
    BARE("bare Helidon handler"),
    /** MCP over HTTP with every check of the edge; everyone is believed, and requests are not logged. */
    PROTOCOL("MCP"),
    /** The same with the access log. */
    LOGGED("MCP, access log"),
    /** What is served: bearer tokens from the database too. */
    COMPLETE("MCP, access log, token");

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
