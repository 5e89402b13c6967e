/** MCP over stdin and stdout, for clients on the same machine. */
module sigil.mcp.stdio {
    // in the signatures: the server that is put on the streams, and who its client is
    requires transitive sigil.mcp.core;
    requires org.apache.logging.log4j;

    // a program puts a server on its streams with these types
    exports sigil.mcp.stdio;
}
