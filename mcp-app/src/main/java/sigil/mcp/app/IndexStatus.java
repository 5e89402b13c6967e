package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.TextContent;

/**
 * What the tool {@code get_index_stats} tells, for commands.
 *
 * @param features asked
 * @param spec     the command that asks
 */
record IndexStatus(Features features, CommandSpec spec) {

    /** Of one repository, for programs. */
    JsonObject of(String repository) {
        return structured(ask(JsonCodec.object().add("repo", repository).build())).getJsonArray("repositories").getJsonObject(0);
    }

    /** Of all, for programs. */
    JsonObject all() {
        return structured(ask(JsonCodec.object().build()));
    }

    /** Of one repository, for people. */
    String text(String repository) {
        return text(ask(JsonCodec.object().add("repo", repository).build()));
    }

    /** Of all, for people. */
    String text() {
        return text(ask(JsonCodec.object().build()));
    }

    private CallToolResult ask(JsonObject arguments) {
        try {
            return features.server().call("get_index_stats", arguments, new ConsoleCall(spec, (progress, total, message) -> { }));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject structured(CallToolResult result) {
        return result.structuredContent().orElseThrow(() -> new IllegalStateException(text(result))).asJsonObject();
    }

    private static String text(CallToolResult result) {
        return result.content().stream().map(block -> block instanceof TextContent text ? text.text() : block.toString()).collect(Collectors.joining("\n"));
    }
}
