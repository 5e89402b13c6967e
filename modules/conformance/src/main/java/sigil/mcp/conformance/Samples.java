package sigil.mcp.conformance;

import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.ImageContent;
import sigil.mcp.core.TextContent;

/** The smallest content of its kind, as the suite's documentation has it. */
final class Samples {
    /** One red pixel. */
    static final String PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    /** A header and no sound. */
    static final String WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";
    static final ImageContent PIXEL = new ImageContent(PNG, "image/png");

    private Samples() {
    }

    static CallToolResult text(String text) {
        return CallToolResult.of(new TextContent(text));
    }
}
