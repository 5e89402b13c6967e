/**
 * Load benchmarks: what MCP, the access log and the tokens cost over a bare handler that does the same. Never in the image, and exports nothing.
 */
module sigil.mcp.benchmarks {
    requires sigil.mcp.core;
    requires sigil.mcp.http;
    requires sigil.mcp.auth;
    requires sigil.code.symbols;
    // found as a service; required, so that it is there
    requires sigil.code.tools;
    // how soon a change is told
    requires sigil.code.search;
    requires sigil.code.watch;
    // the same words in other ways, to see what each gains
    requires sigil.code.index;
    requires io.helidon.http;
    // ten thousand tokens are there at once
    requires java.sql;
    // the log of the program, with its configuration
    requires org.apache.logging.log4j.core;
    requires org.apache.logging.log4j.jpl;
    requires org.apache.logging.log4j.jul;

    uses sigil.mcp.core.McpFeature;
}
