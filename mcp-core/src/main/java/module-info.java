/**
 * The Model Context Protocol as values and functions: messages, the two eras, their method tables, tools and calls. No I/O and no Helidon:
 * a transport turns bytes into a {@link sigil.mcp.core.Inbound} and a {@link sigil.mcp.core.Reply} into bytes.
 */
module sigil.mcp.core {
    // in the signatures: schemas, arguments and results are JSON values
    requires transitive jakarta.json;
    // the JSON-P provider, found as a service
    requires org.eclipse.parsson;
    // JSON Schema 2020-12; the build gives it a descriptor, docs/adr/0004
    requires json.schema;

    // transports speak these types, authors of tools implement McpFeature with them
    exports sigil.mcp.core;

    // further features are further modules, and nothing else changes
    uses sigil.mcp.core.McpFeature;
}
