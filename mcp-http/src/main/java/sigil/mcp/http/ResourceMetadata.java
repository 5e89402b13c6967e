package sigil.mcp.http;

import java.util.Objects;

/**
 * Where clients find out how a caller is authorized (RFC 9728 section 5.1). MCP is served at two places, each of them a resource with metadata of
 * its own.
 *
 * @param root the URL of the metadata of {@code /}
 * @param mcp  the URL of the metadata of {@code /mcp}
 */
public record ResourceMetadata(String root, String mcp) {
    /** Checks that nothing is missing. */
    public ResourceMetadata {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(mcp, "mcp");
    }
}
