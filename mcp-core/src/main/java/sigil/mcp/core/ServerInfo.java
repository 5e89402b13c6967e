package sigil.mcp.core;

/**
 * What a server says of itself.
 *
 * @param implementation its name and version
 * @param instructions   for models, how to use it; may be empty
 * @param security       what is told of who may call its tools
 */
record ServerInfo(Implementation implementation, String instructions, SecuritySchemes security) {
}
