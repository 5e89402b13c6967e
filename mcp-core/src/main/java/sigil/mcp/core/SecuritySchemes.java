package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * Whether clients are told in {@code tools/list} what a caller of each tool must be allowed. That is no part of MCP: ChatGPT reads it, and offers its
 * user to authorize again for a tool only where it stands (developers.openai.com, Apps SDK, "Authentication").
 */
public enum SecuritySchemes {
    /** Nothing is told: callers come over no network, or get their tokens by hand. */
    NONE {
        @Override
        JsonObject shown(Tool tool, JsonObject definition) {
            return definition;
        }
    },
    /** Callers are authorized by OAuth. */
    OAUTH2 {
        @Override
        JsonObject shown(Tool tool, JsonObject definition) {
            JsonArray schemes = JsonCodec.array()
                    .add(JsonCodec.object().add("type", "oauth2").add("scopes", JsonCodec.array().add(tool.scope().wire())))
                    .build();
            JsonObjectBuilder meta = JsonCodec.object(JsonCodec.object(definition, "_meta").orElse(JsonValue.EMPTY_JSON_OBJECT));
            return JsonCodec.object(definition)
                    .add(MEMBER, schemes)
                    // clients of before the member had its place look here
                    .add("_meta", meta.add(MEMBER, schemes))
                    .build();
        }
    };

    private static final String MEMBER = "securitySchemes";

    /** The definition of a tool as it is listed. */
    abstract JsonObject shown(Tool tool, JsonObject definition);
}
