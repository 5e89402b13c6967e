package sigil.mcp.app;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.Config;
import io.helidon.config.spi.ConfigNode.ListNode;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import io.helidon.config.spi.ConfigParser;
import io.helidon.config.spi.ConfigParserException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** JSON for Helidon Config. Helidon's own way to JSON is its HOCON module, which needs an automatic module and so cannot be linked. */
public final class JsonConfigParser implements ConfigParser {
    private static final JsonInput INPUT = new JsonInput(16);

    /** Found as a service. */
    public JsonConfigParser() {
    }

    @Override
    public Set<MediaType> supportedMediaTypes() {
        return Set.of(MediaTypes.APPLICATION_JSON);
    }

    @Override
    public List<String> supportedSuffixes() {
        return List.of("json");
    }

    @Override
    public ObjectNode parse(Content content) {
        try {
            if (INPUT.read(content.data().readAllBytes()) instanceof JsonObject object) {
                return object(object);
            }
            throw new ConfigParserException("The configuration must be a JSON object.");
        } catch (MalformedJsonException e) {
            throw new ConfigParserException(e.getMessage().replace("The body", "It"), e);
        } catch (IOException e) {
            throw new ConfigParserException("It cannot be read: " + e.getMessage(), e);
        }
    }

    private static ObjectNode object(JsonObject object) {
        ObjectNode.Builder builder = ObjectNode.builder();
        object.forEach((name, value) -> {
            // a dot in a name is part of the name, not a path
            String key = Config.Key.escapeName(name);
            switch (value) {
                case JsonObject member -> builder.addObject(key, object(member));
                case JsonArray array -> builder.addList(key, list(array));
                default -> builder.addValue(key, text(value));
            }
        });
        return builder.build();
    }

    private static ListNode list(JsonArray array) {
        ListNode.Builder builder = ListNode.builder();
        for (JsonValue value : array) {
            switch (value) {
                case JsonObject member -> builder.addObject(object(member));
                case JsonArray inner -> builder.addList(list(inner));
                default -> builder.addValue(text(value));
            }
        }
        return builder.build();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
