/**
 * Streamable HTTP on Helidon: the edge guard, the buffering headers, the authentication gate, JSON or SSE answers, health and the access log.
 */
module sigil.mcp.http {
    // the server that is put on the wire
    requires transitive sigil.mcp.core;
    // further routes are given as Helidon routing
    requires transitive io.helidon.webserver;
    // the gate asks whatever provider the composition gave; this module does not know which
    requires transitive io.helidon.security;
    requires io.helidon.common.buffers;
    requires io.helidon.common.context;
    requires io.helidon.common.socket;
    requires io.helidon.http;
    requires org.apache.logging.log4j;

    // the composition creates, starts and stops the server
    exports sigil.mcp.http;
}
