package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** What a server declares in a revision: what it has there and nothing else. */
final class Capabilities {

    private Capabilities() {
    }

    static JsonObject of(Catalogue catalogue, ProtocolVersion version) {
        JsonObjectBuilder json = JsonCodec.object().add("logging", JsonValue.EMPTY_JSON_OBJECT);
        if (catalogue.hasTools()) {
            json.add("tools", listChanged(catalogue, Changes.Kind.TOOLS));
        }
        if (catalogue.hasPrompts()) {
            json.add("prompts", listChanged(catalogue, Changes.Kind.PROMPTS));
        }
        if (catalogue.hasResources()) {
            JsonObjectBuilder resources = listChanged(catalogue, Changes.Kind.RESOURCES);
            if (catalogue.changes(Changes.Kind.RESOURCE_CONTENTS)) {
                resources.add("subscribe", true);
            }
            json.add("resources", resources);
        }
        if (completes(catalogue) && version.since(ProtocolVersion.V2025_03_26)) {
            json.add("completions", JsonValue.EMPTY_JSON_OBJECT);
        }
        if (catalogue.hasTasks() && version.era() == Era.LEGACY && version.since(ProtocolVersion.V2025_11_25)) {
            json.add("tasks", JsonCodec.object()
                    .add("list", JsonValue.EMPTY_JSON_OBJECT)
                    .add("cancel", JsonValue.EMPTY_JSON_OBJECT)
                    .add("requests", JsonCodec.object().add("tools", JsonCodec.object().add("call", JsonValue.EMPTY_JSON_OBJECT))));
        }
        if (catalogue.hasTasks() && version.era() == Era.MODERN) {
            json.add("extensions", JsonCodec.object().add(ClientCapabilities.TASKS, JsonValue.EMPTY_JSON_OBJECT));
        }
        return json.build();
    }

    /** Whether there is anything to complete. */
    static boolean completes(Catalogue catalogue) {
        return catalogue.hasPrompts() || catalogue.hasResources();
    }

    private static JsonObjectBuilder listChanged(Catalogue catalogue, Changes.Kind kind) {
        JsonObjectBuilder json = JsonCodec.object();
        return catalogue.changes(kind) ? json.add("listChanged", true) : json;
    }
}
