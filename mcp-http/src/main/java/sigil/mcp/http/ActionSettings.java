package sigil.mcp.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tools are operations of HTTP as well, for clients that read an OpenAPI document instead of speaking MCP.
 *
 * @param server the origin under which clients reach this server, without a slash at its end
 * @param tools  names of the tools, at most {@link #MOST_TOOLS}; empty for all of which clients of MCP are told
 * @param oauth  where a client gets a token; empty where it needs none
 */
public record ActionSettings(String server, List<String> tools, Optional<OAuth> oauth) {
    /** Where the OpenAPI document is. */
    public static final String DOCUMENT = "/openapi.json";
    /** What a GPT takes of one document (clients.md, 2.1: only figures of the community; the vendor's pages name none). */
    public static final int MOST_TOOLS = 30;

    /**
     * Where a client gets a token.
     *
     * @param authorization the URL of the authorization endpoint
     * @param token         the URL of the token endpoint
     */
    public record OAuth(String authorization, String token) {
        /** Takes no null. */
        public OAuth {
            Objects.requireNonNull(authorization, "authorization");
            Objects.requireNonNull(token, "token");
        }
    }

    /** Copies the list. */
    public ActionSettings {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(oauth, "oauth");
        tools = List.copyOf(tools);
    }
}
