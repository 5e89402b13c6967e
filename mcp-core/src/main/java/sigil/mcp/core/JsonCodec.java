package sigil.mcp.core;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Builds and writes JSON. The static factories of {@code jakarta.json.Json} look their provider up on every call, at eight times the cost of
 * a whole request; here it is looked up once.
 */
public final class JsonCodec {
    static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());
    private static final JsonGeneratorFactory GENERATORS = PROVIDER.createGeneratorFactory(Map.of());

    private JsonCodec() {
    }

    /**
     * Starts an object.
     *
     * @return an empty builder
     */
    public static JsonObjectBuilder object() {
        return BUILDERS.createObjectBuilder();
    }

    /**
     * Starts an object from another, which stays as it is.
     *
     * @param from what the new object begins with
     * @return a builder with the members of the given object
     */
    public static JsonObjectBuilder object(JsonObject from) {
        return BUILDERS.createObjectBuilder(from);
    }

    /**
     * Starts an array.
     *
     * @return an empty builder
     */
    public static JsonArrayBuilder array() {
        return BUILDERS.createArrayBuilder();
    }

    /**
     * Makes an array of strings.
     *
     * @param strings its elements
     * @return a builder with them
     */
    public static JsonArrayBuilder array(Collection<String> strings) {
        return BUILDERS.createArrayBuilder(strings);
    }

    /**
     * Makes a JSON string.
     *
     * @param value its characters
     * @return the value
     */
    public static JsonString string(String value) {
        return PROVIDER.createValue(value);
    }

    /**
     * Makes a JSON number.
     *
     * @param value its value
     * @return the value
     */
    public static JsonNumber number(long value) {
        return PROVIDER.createValue(value);
    }

    /**
     * Makes a JSON number.
     *
     * @param value its value
     * @return the value
     */
    public static JsonNumber number(BigDecimal value) {
        return PROVIDER.createValue(value);
    }

    /**
     * Writes a value as UTF-8 without any white space.
     *
     * @param value what to write
     * @return the bytes
     */
    public static byte[] bytes(JsonValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = GENERATORS.createGenerator(out, StandardCharsets.UTF_8)) {
            generator.write(value);
        }
        return out.toByteArray();
    }

    /** Writes a value as text without any white space. */
    static String text(JsonValue value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /**
     * A member that is a string.
     *
     * @param object where to look
     * @param name   the name of the member
     * @return its characters, or empty where it is missing or something else
     */
    public static Optional<String> string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /**
     * A member that is an object.
     *
     * @param object where to look
     * @param name   the name of the member
     * @return the object, or empty where it is missing or something else
     */
    public static Optional<JsonObject> object(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject member ? Optional.of(member) : Optional.empty();
    }
}
