package sigil.mcp.conformance;

import java.util.List;
import sigil.mcp.core.AudioContent;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.EmbeddedResource;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.TextResourceContents;
import sigil.mcp.core.ToolException;

/** One tool for each kind of content. */
final class ContentTools {

    private ContentTools() {
    }

    static Contribution contribution() {
        return Contribution.ofTools("content", "", List.of(
                // the suite calls the first tool of the list without arguments and expects a result
                FixtureTool.of("test_simple_text", "Returns a text.",
                        (arguments, call) -> Samples.text("This is a simple text response for testing.")),
                FixtureTool.of("test_image_content", "Returns a picture.", (arguments, call) -> CallToolResult.of(Samples.PIXEL)),
                FixtureTool.of("test_audio_content", "Returns a sound.",
                        (arguments, call) -> CallToolResult.of(new AudioContent(Samples.WAV, "audio/wav"))),
                FixtureTool.of("test_embedded_resource", "Returns the contents of a resource.", (arguments, call) -> CallToolResult.of(
                        text("test://embedded-resource", "text/plain", "This is an embedded resource content."))),
                FixtureTool.of("test_multiple_content_types", "Returns a text, a picture and the contents of a resource.",
                        (arguments, call) -> CallToolResult.of(new TextContent("Multiple content types test:"), Samples.PIXEL,
                                text("test://mixed-content-resource", "application/json", "{\"test\":\"data\",\"value\":123}"))),
                FixtureTool.of("test_error_handling", "Fails.", (arguments, call) -> {
                    throw new ToolException("This tool intentionally returns an error for testing");
                })));
    }

    private static EmbeddedResource text(String uri, String mimeType, String text) {
        return new EmbeddedResource(new TextResourceContents(uri, mimeType, text));
    }
}
