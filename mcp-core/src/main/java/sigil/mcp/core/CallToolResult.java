package sigil.mcp.core;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What a tool answers.
 *
 * @param content           for models
 * @param structuredContent for programs, valid against the tool's output schema; any JSON value, of which revisions before 2026-07-28 show
 *                          their clients objects only
 * @param isError           whether the tool failed in a way that the content explains
 */
public record CallToolResult(List<ContentBlock> content, Optional<JsonValue> structuredContent, boolean isError) {

    /** Copies the content. */
    public CallToolResult {
        content = List.copyOf(content);
    }

    /**
     * A success.
     *
     * @param text              for models
     * @param structuredContent for programs
     * @return the result
     */
    public static CallToolResult of(String text, JsonObject structuredContent) {
        return new CallToolResult(List.of(new TextContent(text)), Optional.of(structuredContent), false);
    }

    /**
     * A success for models alone, of a tool without an output schema.
     *
     * @param content what they read
     * @return the result
     */
    public static CallToolResult of(ContentBlock... content) {
        return new CallToolResult(List.of(content), Optional.empty(), false);
    }

    /**
     * A failure that the model can mend.
     *
     * @param text the fault and the cure
     * @return the result
     */
    public static CallToolResult error(String text) {
        return new CallToolResult(List.of(new TextContent(text)), Optional.empty(), true);
    }

    JsonObject toJson() {
        JsonArrayBuilder blocks = JsonCodec.array();
        content.forEach(block -> blocks.add(block.toJson()));
        JsonObjectBuilder result = JsonCodec.object().add("content", blocks);
        structuredContent.ifPresent(value -> result.add("structuredContent", value));
        return result.add("isError", isError).build();
    }
}
