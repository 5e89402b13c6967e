package sigil.code.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import sigil.code.search.Repository;
import sigil.mcp.core.JsonCodec;

/** The repositories of a configuration. */
final class ConfiguredRepositories {

    private ConfiguredRepositories() {
    }

    /** Those under the key {@code repositories}; one that cannot be served is an {@link IllegalArgumentException} that names it. */
    static List<Repository> of(JsonObject configuration) {
        return JsonCodec.object(configuration, "repositories").orElse(JsonValue.EMPTY_JSON_OBJECT).entrySet().stream()
                .map(entry -> repository(entry.getKey(), entry.getValue().asJsonObject()))
                .toList();
    }

    private static Repository repository(String name, JsonObject entry) {
        return Repository.of(name, Path.of(entry.getString("path")), entry.getString("description", ""),
                entry.get("exclude") instanceof JsonArray exclude ? exclude.getValuesAs(JsonString::getString) : List.of());
    }
}
