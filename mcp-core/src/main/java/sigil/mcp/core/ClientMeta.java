package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What a modern request says of its client (2026-07-28, "Per-request protocol fields").
 *
 * @param clientInfo         name and version, where the client gave them
 * @param clientCapabilities what the client can do
 * @param logLevel           the least level of log messages that it wants with the answer, or empty where it wants none
 */
public record ClientMeta(Optional<JsonObject> clientInfo, ClientCapabilities clientCapabilities, Optional<LoggingLevel> logLevel) {
    static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";
    static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";
    static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
}
