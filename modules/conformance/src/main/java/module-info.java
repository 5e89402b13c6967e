/**
 * The fixture server of the official conformance suite, and in its tests the runner of the suite. Never in the image, and exports nothing.
 */
module sigil.mcp.conformance {
    requires sigil.mcp.core;
    requires sigil.mcp.http;
    // anybody on this machine may call: the suite knows no tokens
    requires sigil.mcp.auth;
    // in the log of a run stands what the server itself reports
    requires org.apache.logging.log4j.jpl;
    requires org.apache.logging.log4j.jul;
}
