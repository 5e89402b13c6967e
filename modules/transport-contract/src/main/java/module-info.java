/**
 * What a client may expect of every transport, as tests: a transport extends {@link sigil.mcp.contract.TransportContract} in its own tests and
 * says how a client is connected. Used by tests alone, never part of the program.
 */
module sigil.mcp.contract {
    // in the signatures: the server that a transport is given
    requires transitive sigil.mcp.core;
    requires transitive org.junit.jupiter.api;
    requires org.hamcrest;

    // the tests of transports extend and implement these types
    exports sigil.mcp.contract;
}
