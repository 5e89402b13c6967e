package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * What a feature is opened with.
 *
 * @param configuration the effective configuration of the server, checked: known keys only, of the right types
 * @param version       the version of the server
 * @param changes       whom to tell when something changes
 */
public record FeatureContext(JsonObject configuration, String version, Changes changes) {
}
