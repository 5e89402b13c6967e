package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * What a client may be told of a tool's effects. Every hint is stated, none left to a default.
 *
 * @param readOnlyHint    it changes nothing
 * @param destructiveHint it may destroy something
 * @param idempotentHint  calling it again changes nothing more
 * @param openWorldHint   it reaches beyond the owner's own data
 */
public record ToolAnnotations(boolean readOnlyHint, boolean destructiveHint, boolean idempotentHint, boolean openWorldHint) {
    /** For a tool that only looks at the owner's own data. */
    public static final ToolAnnotations READ_ONLY = new ToolAnnotations(true, false, true, false);

    JsonObject toJson() {
        return JsonCodec.object()
                .add("readOnlyHint", readOnlyHint)
                .add("destructiveHint", destructiveHint)
                .add("idempotentHint", idempotentHint)
                .add("openWorldHint", openWorldHint)
                .build();
    }
}
