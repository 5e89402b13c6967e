/**
 * The program: composition, configuration, command line. Nothing requires it, so it exports nothing.
 */
module sigil.mcp.app {
    requires sigil.mcp.core;
    requires sigil.mcp.http;
    requires sigil.mcp.stdio;
    requires sigil.mcp.auth;
    // a feature: found as a service, and linked into the image because it is required here
    requires sigil.code.tools;
    requires sigil.tunnel;
    requires sigil.metrics;
    // memory, threads and collections, for the figures; Log4j needs it too
    requires java.management;
    requires io.helidon.config;
    requires io.helidon.config.yaml;
    requires io.helidon.common.media.type;
    requires io.helidon.logging.common;
    requires info.picocli;
    requires org.apache.logging.log4j;
    requires org.apache.logging.log4j.core;
    // System.Logger and java.util.logging both end in Log4j
    requires org.apache.logging.log4j.jpl;
    requires org.apache.logging.log4j.jul;
    requires org.eclipse.parsson;
    // sun.misc.Signal: systemd asks for a reload by SIGHUP, of which java.base says nothing
    requires jdk.unsupported;

    uses sigil.mcp.core.McpFeature;

    provides io.helidon.config.spi.ConfigParser with sigil.mcp.app.JsonConfigParser;
    provides io.helidon.logging.common.spi.LoggingProvider with sigil.mcp.app.QuietLoggingProvider;

    // picocli fills the fields of commands
    opens sigil.mcp.app to info.picocli;
}
