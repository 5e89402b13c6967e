package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * What a server says of itself.
 *
 * @param implementation its name and version
 * @param instructions   for models, how to use it; may be empty
 * @param capabilities   what it offers, and nothing that does not work
 */
record ServerInfo(Implementation implementation, String instructions, JsonObject capabilities) {
}
